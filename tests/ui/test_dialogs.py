"""Questions are shown whole, however long they are and however large the letters."""

import pytest
from PyQt6.QtCore import QTimer
from PyQt6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget

from stationdesk.ui.dialogs import QtDialogs

LONG = "“桂花巷便民服务驿站.station”不是驿站管家的文件，或者已经损坏。文件保持原样，没有改动。"


@pytest.mark.parametrize("text_percent", [100, 130])
@pytest.mark.parametrize("sentence", [LONG, LONG * 3, "已保存。"])
def test_every_word_of_a_sentence_has_room(sentence, text_percent, wear, qtbot):
    wear(text_percent=text_percent)
    parent = QWidget()
    qtbot.addWidget(parent)
    cut = []

    def _look():
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        for words in box.findChildren(QLabel):
            if words.text():
                room = words.contentsRect()
                flags = words.alignment().value | (0x1000 if words.wordWrap() else 0)
                needed = words.fontMetrics().boundingRect(room, flags, words.text())
                if needed.height() > room.height() or needed.width() > room.width():
                    cut.append((words.text()[:6], needed.getRect(), room.getRect()))
        box.done(0)

    QTimer.singleShot(50, _look)
    QtDialogs().tell(parent, sentence, "请从备份恢复。" * 12)
    assert cut == []
