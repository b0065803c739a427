// The types of what docs/.theme/data_modules.py makes of the catalogue: catalogue.mjs, and the words of one language.
// snippets/catalogue/entries.py says what each of them is.

export type Certainty = "certain" | "likely" | "possible";

export type CauseEntry = {
  who: string;
  group: string;
  providers?: string[];
  any_time?: boolean;
  needs?: string;
};

export type MessageEntry = {
  id: string;
  page: string;
  code: string;
  weight: string;
  texts: string[];
  ru?: string[];
  field?: string;
  client?: string;
  unless?: string;
  causes: Partial<Record<Certainty, string[]>>;
};

// What a message does not say its page says; a message without a code has its id as one. Causes are numbers.
export type MessagePage = Partial<Omit<MessageEntry, "id" | "texts" | "causes">> & {
  page: string;
  messages: [
    id: string,
    texts: string[],
    causes: Record<string, number[]>,
    more?: Partial<Omit<MessageEntry, "id" | "texts" | "causes">>,
  ][];
};

export type FormRules = {
  rules: [message: string, pattern: string][];
  required?: string;
  strip?: boolean;
  lower?: boolean;
  blank?: string;
};

export type Field = {
  name: string;
  form: FormRules;
  differs?: Record<string, [cause: string, weight: number]>;
  optional?: boolean;
  default?: string;
};

export type PageLine = { label: string; fields: string[]; parted?: "first" | "last" };

export type ProviderTable = {
  name: string;
  heading?: string;
  issuer: string;
  other_issuers?: boolean;
  required: string[];
  looked_up: string[];
  marks: string[];
  printed: { telling: string[]; vague: string[] };
  ids: Record<string, string>;
  lines: PageLine[];
  fields: Field[];
};

export type Words = {
  edition: string;
  words: Record<string, string>;
  titles: string[];
  advice: string[];
  labels: Record<string, Record<string, string>>;
};

declare const catalogue: {
  site: string;
  edition: string;
  certainties: Certainty[];
  weights: string[];
  causes: Record<string, CauseEntry>;
  acts: Record<string, { says: string[]; field?: string; line?: string; provider?: string }>;
  messages: MessagePage[];
  clients: { id: string; marks: string[]; prints?: string[] }[];
  services: { id: string; name: string; marks: string[]; trusted?: boolean }[];
  signs: Record<string, string[]>;
  endings: Record<string, string[]>;
  patterns: Record<string, string>;
  providers: Record<string, ProviderTable>;
  indexes: Record<string, { host: string; audience: string; variable: string }>;
  lookalikes: Record<string, string>;
  codes: string[];
  marks: string[];
};
export default catalogue;
