/** A whole number, big-endian, in so many bytes. */
export function uint(value: number, bytes: 1 | 2 | 4): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
}

/** Bytes, or the UTF-8 of a text, behind their length in two bytes. */
export function sized(content: string | Uint8Array): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([uint(bytes.length, 2), bytes]);
}

/** What is said to be a message of the AWS Encryption SDK is none, is not for this key, or has been changed. */
export class UnreadableMessage extends Error {
  override readonly name = "UnreadableMessage";
}

/** Reads bytes from the front to the back. Every method throws an `UnreadableMessage` where there are too few. */
export class FieldReader {
  readonly #bytes: Buffer;
  #position = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes);
  }

  take(length: number): Buffer {
    const end = this.#position + length;
    if (end > this.#bytes.length) throw new UnreadableMessage("the message ends too early");
    const taken = this.#bytes.subarray(this.#position, end);
    this.#position = end;
    return taken;
  }

  uint(bytes: 1 | 2 | 4): number {
    return this.take(bytes).readUIntBE(0, bytes);
  }

  sized(): Buffer {
    return this.take(this.uint(2));
  }

  /** Everything that has been read so far. */
  get passed(): Buffer {
    return this.#bytes.subarray(0, this.#position);
  }

  get isAtEnd(): boolean {
    return this.#position === this.#bytes.length;
  }
}
