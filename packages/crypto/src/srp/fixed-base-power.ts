/** What `createFixedBasePower` is made for; survives being sent to another thread. */
export interface FixedBase {
  readonly base: bigint;
  readonly modulus: bigint;
}

/**
 * A function that raises one base to any 256-bit exponent (32 bytes, big-endian) modulo one modulus.
 *
 * The method is the comb for a fixed base (Lim and Lee, CRYPTO '94; Menezes et al., Handbook of Applied Cryptography,
 * algorithm 14.117): the exponent is cut into 8 rows of 32 bits, and products of the base's powers, one for each
 * pattern that a column can show, are made once. What is left are 32 multiplications and 7 squarings instead of some
 * 300, so that BigInt takes about half the time of OpenSSL's general power, at the price of 1,024 numbers in memory.
 *
 * Its text is also what the other threads run (power-threads.ts): it may use nothing from outside of itself, and no
 * named function inside, which bundlers like to wrap into a helper of theirs.
 */
export function createFixedBasePower({ base, modulus }: FixedBase): (exponent: Uint8Array) => bigint {
  const rows = 8;
  const rowBits = 32;
  // The columns share four tables, eight to each, which divides the squarings by four.
  const tableCount = 4;
  const columnsPerTable = rowBits / tableCount;

  const squares: bigint[] = [];
  for (let square = base % modulus, i = 0; i < rows * rowBits; i += 1) {
    squares.push(square);
    square = (square * square) % modulus;
  }
  const tables: bigint[][] = [];
  for (let t = 0; t < tableCount; t += 1) {
    const products = [1n];
    for (let row = 0; row < rows; row += 1) {
      const power = squares[row * rowBits + t * columnsPerTable] ?? 1n;
      for (const product of products.slice()) products.push((product * power) % modulus);
    }
    tables.push(products);
  }

  return (exponent) => {
    const words = new DataView(exponent.buffer, exponent.byteOffset, rows * 4);
    let power = 1n;
    for (let column = columnsPerTable - 1; column >= 0; column -= 1) {
      power = (power * power) % modulus;
      for (let t = 0; t < tableCount; t += 1) {
        const bit = t * columnsPerTable + column;
        let pattern = 0;
        for (let row = 0; row < rows; row += 1) {
          pattern |= ((words.getUint32((rows - 1 - row) * 4) >>> bit) & 1) << row;
        }
        power = (power * (tables[t]?.[pattern] ?? 1n)) % modulus;
      }
    }
    return power;
  };
}
