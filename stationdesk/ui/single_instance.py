"""One window for one file: a second start hands its wish to the first and ends."""

from __future__ import annotations

import getpass
from hashlib import sha256
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, pyqtSignal
from PyQt6.QtNetwork import QLocalServer, QLocalSocket

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE_MS = 800


class FirstWindow(QObject):
    """Listens for later starts; ``called`` tells what they were asked to open (may be empty)."""

    called = pyqtSignal(str)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    def listen(self) -> bool:
        """Become the first window; return False where another already is.

        One asks before one listens: both Unix and Windows let a second server take the name.
        """
        if is_answered(self._name):
            return False
        QLocalServer.removeServer(self._name)
        return self._server.listen(self._name)

    def stop(self) -> None:
        """Listen no more."""
        self._server.close()

    def _on_connection(self) -> None:
        caller = self._server.nextPendingConnection()
        if caller is not None:
            caller.disconnected.connect(self._on_told)
            if caller.state() is QLocalSocket.LocalSocketState.UnconnectedState:
                self._hear(caller)

    def _on_told(self) -> None:
        caller = self.sender()
        if isinstance(caller, QLocalSocket):
            self._hear(caller)

    def _hear(self, caller: QLocalSocket) -> None:
        wish = caller.readAll().data().decode(errors="replace")
        caller.deleteLater()
        if wish != _PROBE:
            self.called.emit(wish)


_PROBE = "\x00"


def hand_over(name: str, wish: str = "") -> bool:
    """Tell the first window what this start was asked to open; False where there is none."""
    return _say(name, wish)


def is_answered(name: str) -> bool:
    """Return whether somebody listens under ``name``."""
    return _say(name, _PROBE)


def name_for(file: Path | None = None) -> str:
    """Return the name under which windows of this person meet, for a file or for the program.

    It is a digest, so that no path stands where others can read it.
    """
    told = f"{getpass.getuser()}|{file.resolve() if file else ''}"
    return f"stationdesk-{sha256(told.encode()).hexdigest()[:24]}"


def _say(name: str, words: str) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(PATIENCE_MS):
        return False
    socket.write(words.encode())
    socket.flush()
    socket.waitForBytesWritten(PATIENCE_MS)
    socket.disconnectFromServer()
    if socket.state() is not QLocalSocket.LocalSocketState.UnconnectedState:
        socket.waitForDisconnected(PATIENCE_MS)
    return True
