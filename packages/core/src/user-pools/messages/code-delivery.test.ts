import { describe, expect, test } from "vitest";
import { maskDestination, toCodeDeliveryDetails } from "./code-delivery.ts";

describe("maskDestination", () => {
  test.each([
    ["fixture@example.com", "f***@e***"],
    ["a@b.io", "a***@b***"],
    ["über@ümlaut.de", "ü***@ü***"],
    ["🦉nocturnal@example.com", "🦉***@e***"],
    ["odd@local@example.com", "o***@e***"],
  ])("masks the e-mail address %s as %s", (to, masked) => {
    expect(maskDestination({ attribute: "email", to })).toBe(masked);
  });

  test.each([
    ["+15555554567", "+*******4567"],
    ["+4915112345678", "+*********5678"],
    ["+12345", "+*2345"],
    ["+1234", "+1234"],
    ["+12", "+12"],
  ])("masks the phone number %s as %s", (to, masked) => {
    expect(maskDestination({ attribute: "phone_number", to })).toBe(masked);
  });
});

describe("toCodeDeliveryDetails", () => {
  test("says where an e-mail went and for which attribute", () => {
    expect(toCodeDeliveryDetails({ attribute: "email", to: "fixture@example.com" })).toEqual({
      Destination: "f***@e***",
      DeliveryMedium: "EMAIL",
      AttributeName: "email",
    });
  });

  test("says where an SMS went and for which attribute", () => {
    expect(toCodeDeliveryDetails({ attribute: "phone_number", to: "+15555554567" })).toEqual({
      Destination: "+*******4567",
      DeliveryMedium: "SMS",
      AttributeName: "phone_number",
    });
  });
});
