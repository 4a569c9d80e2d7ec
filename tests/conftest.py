"""What every test shares: the project's root on the path, a clean environment, and no address outside this machine."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
for folder in (ROOT, ROOT / "tests"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
for name in [name for name in os.environ if name.startswith("ARCHIVE_")]:
    del os.environ[name]
# A suite that a shell starts in the background ignores Ctrl-C, and so would every program that a test starts and ends by it.
signal.signal(signal.SIGINT, signal.default_int_handler)
