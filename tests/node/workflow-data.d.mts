// The types of what docs/.theme/workflow_data.py makes: workflow-data.mjs.

export type WorkflowData = {
  patterns: Record<string, [source: string, flags: string]>;
  trusted: string[];
  action: string;
  releaseActions: string[];
  certainties: string[];
  most: { characters: number; nodes: number; depth: number; needed: number };
  causes: { en: Record<string, [title: string, advice: string]>; ru: Record<string, [title: string, advice: string]> };
};

declare const data: WorkflowData;
export default data;
