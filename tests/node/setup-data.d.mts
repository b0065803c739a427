// The types of what docs/.theme/setup_data.py makes: setup-data.mjs.

import type { FormRules } from "./catalogue.mjs";

export type Template = {
  file: string;
  clients?: string;
  places: string[][];
  drop?: string[];
  section?: string;
  environment?: string[][];
};

export type SetupData = {
  site: string;
  repository: string;
  commit: string;
  hosts: Record<string, string>;
  defaults: Record<string, Record<string, string>>;
  templates: Record<string, Template>;
  texts: Record<string, string>;
  clients: Record<string, Record<string, string[][]>>;
  setupPython: string[];
  providers: Record<
    string,
    { name: string; hasFiles: boolean; fields: { name: string; form: FormRules; label: { en: string; ru: string } }[] }
  >;
  messages: Record<string, string>;
  modules: string[];
  plain: string;
  notPlain: string[];
  mostEnvironment: number;
  words: { en: Record<string, string>; ru: Record<string, string> };
};

declare const data: SetupData;
export default data;
