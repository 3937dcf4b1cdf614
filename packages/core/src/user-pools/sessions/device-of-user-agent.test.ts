import { expect, test } from "vitest";
import { deviceOfUserAgent } from "./device-of-user-agent.ts";

const WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)";

test.each([
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/125.0.0.0 Safari/537.36`, "Chrome 125", "Windows 10"],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/125.0.0.0 Safari/537.36 Edg/125.0.2535.51`,
    "Edge 125",
    "Windows 10",
  ],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:126.0) Gecko/20100101 Firefox/126.0", "Firefox 126", "Linux"],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1",
    "Safari 17",
    "iOS 17.4",
  ],
  [
    `Mozilla/5.0 (Linux; Android 14; Pixel 8) ${WEBKIT} Chrome/125.0.0.0 Mobile Safari/537.36`,
    "Chrome 125",
    "Android 14",
  ],
  ["aws-sdk-js/3.980.0 ua/2.1 os/macos#24.6.0 lang/js md/nodejs#22.18.0", "aws-sdk-js 3", "macOS"],
  ["curl/8.5.0", "curl 8", undefined],
  ["Mozilla/5.0", undefined, undefined],
  ["", undefined, undefined],
  [undefined, undefined, undefined],
])("reads %s", (userAgent, app, system) => {
  expect(deviceOfUserAgent(userAgent)).toEqual({ app, system });
});
