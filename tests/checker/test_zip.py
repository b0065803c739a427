"""Archives of logs are read as Python writes them: each file's own bytes, by its own name."""

import zipfile
from base64 import b64encode
from pathlib import Path

import pytest

from archives import archive
from asked_in_node import answers, lay_out

PROGRAM = """
import { readFileSync } from "node:fs";
import { logsIn } from "./checker-zip.mjs";
const { archives } = JSON.parse(readFileSync(process.argv[2], "utf-8"));
const texts = [];
for (const archive of archives) texts.push(await logsIn(Uint8Array.from(Buffer.from(archive, "base64")).buffer));
process.stdout.write(JSON.stringify(texts));
"""
STEPS = {"publish/1_Set up job.txt": "Setting up\n", "publish/2_Upload.txt": "Uploading\n"}
JOBS = {"0_build.txt": "Building\n" * 500, "1_публикация.txt": "Загрузка: 400 Bad Request\n"}


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED], ids=["stored", "deflated"])
def test_logs_of_jobs_are_read(tmp_path: Path, method: int) -> None:
    """Of an archive with whole logs these alone, else the logs of the steps; of other archives nothing."""
    given = [
        archive(STEPS | JOBS, method),
        archive(STEPS, method, "a remark " * 100),
        archive({"sampleproject/__init__.py": "x"}, method),
        archive(JOBS, method)[:-200],
        b"",
    ]
    folder = lay_out(tmp_path, ("checker-zip",), PROGRAM)
    texts = answers(folder, {"archives": [b64encode(each).decode() for each in given]})
    assert ["\n".join(JOBS.values()), "\n".join(STEPS.values()), "", "", ""] == texts
