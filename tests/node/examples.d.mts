// docs/.theme/hook.py makes it: by cause, a log that shows it and, if one is needed, what PyPI has.
declare const examples: Record<string, [log: string, settings?: string]>;
export default examples;
