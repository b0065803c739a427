"""Write down a check sum of every recorded case: to be run when cases were added, never to make a test pass."""

import sys
from hashlib import sha256
from pathlib import Path

VECTORS = Path(__file__).parents[1] / "vectors"
SUMS = VECTORS / "sums.txt"


def sums(file: Path) -> dict[str, str]:
    """Map the id of each case to the check sum of its line. The id stands at the beginning."""
    with file.open(encoding="utf-8", newline="\n") as lines:
        return {line.split('"')[3]: sha256(line.encode()).hexdigest()[:12] for line in lines}


def text() -> str:
    """A line for each case: its id and its check sum."""
    return "".join(f"{case} {told}\n" for file in sorted(VECTORS.glob("*.jsonl")) for case, told in sums(file).items())


if __name__ == "__main__":
    SUMS.write_text(text(), encoding="utf-8")
    sys.stdout.write(f"{SUMS.name}: {text().count(chr(10))} cases\n")
