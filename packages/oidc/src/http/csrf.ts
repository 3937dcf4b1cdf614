import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { constantTimeEquals } from "@cogmock/crypto";
import { cookieOf, setCookie } from "./cookies.ts";

/** Recorded from AWS, as is the name of the form's field. */
const COOKIE = "XSRF-TOKEN";
const FIELD = "_csrf";

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/**
 * What the forms of a page carry: the same as the cookie, by which a page of another origin, which cannot read it, is
 * told from ours. A browser that has one keeps it, so that two pages in two tabs both work.
 */
export function csrfTokenFor(raw: IncomingMessage, response: ServerResponse, isSecure: boolean): string {
  const known = cookieOf(raw, COOKIE);
  const token = known !== undefined && UUID.test(known) ? known : randomUUID();
  setCookie(response, COOKIE, token, isSecure);
  return token;
}

/** Whether a form was sent by a page of ours. */
export function isOwnForm(raw: IncomingMessage, form: URLSearchParams): boolean {
  const cookie = cookieOf(raw, COOKIE);
  const field = form.get(FIELD);
  return cookie !== undefined && field !== null && UUID.test(cookie) && constantTimeEquals(cookie, field);
}
