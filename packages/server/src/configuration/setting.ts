/** One thing that can be configured: by flag, environment variable and configuration file alike. */
export interface Setting<Value> {
  /** What a value is called in the help, such as `<number>`. Absent where the setting is a switch. */
  readonly placeholder?: string;
  /** One sentence for the help and the README. */
  readonly description: string;
  /** The default as people read it, where it is not simply the value. */
  readonly defaultText?: string;
  readonly default: Value;
  /** Ends the sentence "--port expects …". */
  readonly expects: string;
  /** Which values to keep out of error messages. Absent where all may be shown. */
  readonly isSecret?: (value: unknown) => boolean;
  /** Reads a value from a flag, a variable, or a scalar of the file; `undefined` where the text is no such value. */
  parse(text: string): Value | undefined;
  /** Reads a value that the file gives as an object or a list. Absent where only text makes sense. */
  parseStructure?(value: object): Value | undefined;
}

const KEBAB_BOUNDARY = /[A-Z]/g;

/** The flag of a setting: `strictSignatures` is `--strict-signatures`. */
export function flagOf(key: string): string {
  return `--${key.replace(KEBAB_BOUNDARY, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** The environment variable of a setting: `strictSignatures` is `COGMOCK_STRICT_SIGNATURES`. */
export function variableOf(key: string): string {
  return `COGMOCK_${key.replace(KEBAB_BOUNDARY, (letter) => `_${letter}`).toUpperCase()}`;
}

/** A setting that is on or off. As a flag it needs no value. */
export function switchSetting(description: string, isOn = false): Setting<boolean> {
  return {
    description,
    default: isOn,
    expects: "true or false",
    parse: (text) => {
      if (text === "true" || text === "1") return true;
      if (text === "false" || text === "0") return false;
      return undefined;
    },
  };
}

/** A setting that takes one of a few words. */
export function choiceSetting<Choice extends string>(
  choices: readonly [Choice, Choice, ...Choice[]],
  defaultChoice: Choice,
  placeholder: string,
  description: string,
): Setting<Choice> {
  return {
    placeholder,
    description,
    default: defaultChoice,
    expects: `${choices.slice(0, -1).join(", ")} or ${choices.at(-1)}`,
    parse: (text) => choices.find((choice) => choice === text),
  };
}
