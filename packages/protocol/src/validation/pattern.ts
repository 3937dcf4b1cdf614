/** A pattern of the model: how it is printed and which whole values it matches. */
export interface Pattern {
  /** Exactly as it stands in the model, a Java regular expression. */
  readonly source: string;
  matches(value: string): boolean;
}

/**
 * A pattern as one JavaScript expression.
 *
 * @param anchored the text of an expression that is anchored at both ends
 */
export function expression(source: string, anchored: string, flags: string = "u"): Pattern {
  return { source, matches: (value) => compiled(anchored, flags).test(value) };
}

/**
 * A pattern such as `C*\{####\}C*`, where the characters of the literals are themselves in the class `C`: the value
 * consists of characters of `C` and holds the literals in this order, with at least so many characters before, between
 * and after them. Without literals it is `C+` or `C*`. A backtracking engine would need quadratic or cubic time on
 * such a pattern; this needs linear time, whatever the value.
 *
 * @param outside the text of an expression that matches one character that is not in `C`
 * @param literals what the value must hold, in order
 * @param gaps the least number of characters before, between and after the literals: one more than there are literals
 */
export function sequence(
  source: string,
  outside: string,
  literals: readonly string[] = [],
  gaps: readonly number[] = [0],
): Pattern {
  return {
    source,
    matches(value) {
      if (compiled(outside, "u").test(value)) return false;
      let position = gaps[0] ?? 0;
      for (const [index, literal] of literals.entries()) {
        const found = value.indexOf(literal, position);
        if (found < 0) return false;
        position = found + literal.length + (gaps[index + 1] ?? 0);
      }
      return position <= value.length;
    },
  };
}

const expressions = new Map<string, RegExp>();

/**
 * The expressions of the models are texts, not literals: V8 checks literals while it loads a file, and those with
 * Unicode categories cost ten milliseconds of start-up together. Many shapes share an expression.
 */
function compiled(body: string, flags: string): RegExp {
  const key = `/${body}/${flags}`;
  const known = expressions.get(key);
  if (known !== undefined) return known;
  const made = new RegExp(body, flags);
  expressions.set(key, made);
  return made;
}
