"""How long until the window stands: StationDesk on a year of records beside a bare Qt window.

Run from the project's folder: ``.venv/bin/python benchmarks/start.py [rounds]``. Each start is a
process of its own, the two in turn; CPU seconds and peak memory are those of the whole process.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

BARE = """
from PyQt6.QtCore import QTimer
from PyQt6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLabel("驿站管家"))
window.show()
app.processEvents()
window.grab()
"""
OURS = """
import sys
from pathlib import Path
from PyQt6.QtWidgets import QApplication
from stationdesk import paths
from stationdesk.i18n import use_language
use_language("zh_CN", paths.locale_folder())
from stationdesk.bootstrap.starting import build_window, prepare, put_on, open_desk
from stationdesk.bootstrap.starting import ChangeFeed, Preferences
app = QApplication([])
keyboard = prepare(app)
put_on(app)
feed = ChangeFeed()
desk = open_desk(Path(sys.argv[1]), announce=feed.announce)
window = build_window(desk, feed, Preferences(Path(sys.argv[1]).with_suffix(".ini")))
window.show()
window.open_page("today")
app.processEvents()
window.grab()
import os
os._exit(0)
"""


def measured(code: str, *arguments: str) -> tuple[float, float]:
    """Return CPU seconds and peak memory in MB of one process."""
    pid = os.spawnv(os.P_NOWAIT, sys.executable, [sys.executable, "-c", code, *arguments])
    _pid, status, usage = os.wait4(pid, 0)
    if status:
        raise SystemExit("a start failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main(rounds: int) -> None:
    """Print medians and the ratio of each round."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its byte code
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "demo.station"
        subprocess.run(
            [sys.executable, "-m", "stationdesk", "demo", str(file)],
            check=True,
            capture_output=True,
        )
        measured(OURS, str(file))  # the first start writes byte code
        pairs = [(measured(BARE), measured(OURS, str(file))) for _round in range(rounds)]
    for name, index, unit in (("CPU", 0, "s"), ("peak memory", 1, "MB")):
        bare = statistics.median(pair[0][index] for pair in pairs)
        ours = statistics.median(pair[1][index] for pair in pairs)
        ratio = statistics.median(pair[1][index] / pair[0][index] for pair in pairs)
        print(f"{name}: bare {bare:.3f} {unit}, StationDesk {ours:.3f} {unit}, ratio {ratio:.2f}")
    print(f"medians of {rounds} rounds, in turn")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
