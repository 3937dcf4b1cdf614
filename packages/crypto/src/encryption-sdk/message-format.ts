import { uint } from "./fields.ts";
import { IV_BYTES } from "./sealing.ts";

/** The format of messages, version 1. @see "AWS Encryption SDK message format reference" in its Developer Guide */
export const VERSION = 1;
/** "Customer authenticated encrypted data". */
export const TYPE = 0x80;
/** Frames, as opposed to one body. */
export const FRAMED = 2;
/** How much is in a frame that is not the last. */
export const FRAME_BYTES = 4096;
/** Marks the last frame. */
export const END = 0xffff_ffff;

/** The initialization vector of a frame; 0 is the header's. */
export function ivOf(sequenceNumber: number): Buffer {
  return Buffer.concat([Buffer.alloc(IV_BYTES - 4), uint(sequenceNumber, 4)]);
}

/** What is authenticated with the last frame of a message. */
export function finalFrameContext(messageId: Uint8Array, sequenceNumber: number, length: number): Buffer {
  const purpose = Buffer.from("AWSKMSEncryptionClient Final Frame");
  return Buffer.concat([messageId, purpose, uint(sequenceNumber, 4), uint(0, 4), uint(length, 4)]);
}
