"""Nothing that only documents need is loaded before one is made."""

import subprocess
import sys

HEAVY = "{'reportlab', 'openpyxl', 'PIL', 'python_calamine', 'fontTools'}"


def test_importing_the_writers_does_not_load_their_libraries():
    code = (
        "import sys\n"
        "from stationdesk.documents.forms import compliance, count_sheet, kit_check, ledgers\n"
        "from stationdesk.documents.pdf import writing\n"
        "from stationdesk.documents.workbooks import writing as sheets\n"
        f"print(sorted({HEAVY} & set(sys.modules)))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert told.stdout.strip() == "[]"
