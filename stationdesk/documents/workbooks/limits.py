"""How large a workbook may be, and how a child process that reads one is held to its share."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess

MOST_BYTES = 30 * 1024 * 1024
"""Bytes of the file itself."""
MOST_PARTS = 5_000
"""Parts of a zipped workbook."""
MOST_UNPACKED = 300 * 1024 * 1024
"""Bytes of all parts together, unpacked."""
LARGE_PART = 20 * 1024 * 1024
MOST_RATIO = 150
"""A part over ``LARGE_PART`` bytes may be packed at most this tightly."""
MOST_ROWS, MOST_COLUMNS = 200_000, 500
"""What lies outside of these is cut off and told."""
MOST_CELLS = 2_000_000
"""Cells with a value, over all sheets."""
MOST_SECONDS = 20
MOST_MEMORY = 1024 * 1024 * 1024
MOST_ANSWER = 256 * 1024 * 1024
"""Bytes of what the child may answer."""

_KILL_ON_CLOSE = 0x2000
_PROCESS_MEMORY = 0x0100
_EXTENDED_LIMITS = 9
_NO_CRASH_WINDOWS = 0x0001 | 0x0002 | 0x8000


def limit_own_memory() -> None:
    """Keep this process below ``MOST_MEMORY`` where the system can be asked to.

    On Windows the parent holds the child in a job instead; here only crash windows are silenced.
    """
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.SetErrorMode(_NO_CRASH_WINDOWS)
    else:
        import resource

        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


class Leash:
    """Holds a child process to its memory and lets it not outlive this one, on Windows.

    Elsewhere it does nothing: the child limits itself. Close it when the child has ended.
    """

    def __init__(self, child: subprocess.Popen[bytes]) -> None:
        self._job: int | None = None
        if sys.platform == "win32":
            self._job = _windows_job(child)

    def close(self) -> None:
        """Let go of the job; a child still in it ends now."""
        if sys.platform == "win32" and self._job:
            import ctypes

            ctypes.windll.kernel32.CloseHandle(ctypes.c_void_p(self._job))
            self._job = None


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _BasicLimits(ctypes.Structure):
        _fields_ = (
            ("per_process_user_time_limit", ctypes.c_int64),
            ("per_job_user_time_limit", ctypes.c_int64),
            ("limit_flags", wintypes.DWORD),
            ("minimum_working_set_size", ctypes.c_size_t),
            ("maximum_working_set_size", ctypes.c_size_t),
            ("active_process_limit", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority_class", wintypes.DWORD),
            ("scheduling_class", wintypes.DWORD),
        )

    class _InputOutput(ctypes.Structure):
        _fields_ = tuple((f"counter_{place}", ctypes.c_uint64) for place in range(6))

    class _ExtendedLimits(ctypes.Structure):
        _fields_ = (
            ("basic", _BasicLimits),
            ("io", _InputOutput),
            ("process_memory_limit", ctypes.c_size_t),
            ("job_memory_limit", ctypes.c_size_t),
            ("peak_process_memory_used", ctypes.c_size_t),
            ("peak_job_memory_used", ctypes.c_size_t),
        )

    def _windows_job(child: subprocess.Popen[bytes]) -> int | None:
        """Return the handle of a job that holds ``child``, None where Windows refuses one."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.CreateJobObjectW.argtypes = (ctypes.c_void_p, wintypes.LPCWSTR)
        kernel.SetInformationJobObject.argtypes = (
            wintypes.HANDLE,
            ctypes.c_int,
            ctypes.c_void_p,
            wintypes.DWORD,
        )
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        job: int | None = kernel.CreateJobObjectW(None, None)
        if not job:
            return None
        limits = _ExtendedLimits()
        limits.basic.limit_flags = _KILL_ON_CLOSE | _PROCESS_MEMORY
        limits.process_memory_limit = MOST_MEMORY
        size = ctypes.sizeof(limits)
        kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), size)
        process = wintypes.HANDLE(int(child._handle))  # type: ignore[attr-defined]  # noqa: SLF001
        kernel.AssignProcessToJobObject(job, process)
        return job
