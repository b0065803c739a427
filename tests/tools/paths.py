"""Where the programs of this folder find what they import: `import paths` before anything else."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / folder) for folder in ("snippets", "tests/helpers", "docs/.theme")]
