// The types of what docs/.theme/data_modules.py makes of snippets/shared/secret_kinds.py: secrets.mjs.

declare const secrets: { unseen: string; parting: string; gap: string; meant: Record<string, string>; kinds: [signs: string, source: string][] };
export default secrets;
