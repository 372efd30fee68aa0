"""Setting, changing and taking away the passphrase: what it protects, what not, and the fields."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from isodiary.domain.errors import DiaryError, NoCipher
from isodiary.language import _, marked
from isodiary.services.safety.passphrase import (
    NO_WAY_BACK,
    PROTECTS,
    PROTECTS_NOT,
)
from isodiary.storage.cipher import refuse_missing
from isodiary.storage.keys import SHORTEST, TOO_SHORT, refuse_other
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.layouts import Scroll
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.passphrase.unlock import SHOW, SecretField
from isodiary.ui.tools import Tools

NOT_THE_SAME = marked("The two are not the same.")
NOW = marked("Passphrase of &now, or recovery key")
NEW = marked("New &passphrase")
AGAIN = marked("The same a&gain")
ON = marked("This diary has a passphrase")
OFF = marked("Give the diary a passphrase")
SHUTS = marked("The window closes for a moment, and opens again with the diary as it was.")
LETTERS = 76


class PassphraseDialog(QDialog):
    """Asks for a new passphrase; nothing is done here.

    Signals:
        set_asked: The new passphrase.
        off_asked: It is to be taken away.

    Attributes:
        now, new, again: The fields; `now` is seen where there is a passphrase.
        show_typed: The box that shows what is typed.
        save, off, cancel: The buttons.
        problem: What was refused last.
    """

    set_asked = Signal(str)
    off_asked = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Passphrase"))
        self._theme, self._diary = tools.theme, tools.diary
        self.now, self.new, self.again = (SecretField(_(name)) for name in (NOW, NEW, AGAIN))
        self.show_typed = QCheckBox(_(SHOW))
        words = _("&Change it") if self._diary.key else _("&Set the passphrase")
        self.save = Button(tools.theme, words, Look.PRIMARY)
        self.off = Button(tools.theme, _("Take it a&way"))
        self.cancel = Button(tools.theme, _("Cance&l"))
        self.problem = Text(tools.theme, tone=Tone.WARNING, wrap=True)
        self.problem.hide()
        self._put_together()
        self._connect()
        self._look_for_cipher()
        self.resize(self.sizeHint())
        (self.new if self._diary.key is None else self.now).setFocus()

    def sizeHint(self) -> QSize:
        width_px = LETTERS * self.fontMetrics().averageCharWidth()
        height_px = max(self._sheet.sizeHint().height(), self._sheet.heightForWidth(width_px))
        wanted = QSize(width_px, height_px + 4 * self.fontMetrics().height())
        return wanted.boundedTo(self.screen().availableSize() * 0.92)

    @Slot()
    def ask_set(self) -> None:
        """Hand the new passphrase on, if it is one and typed twice alike."""
        if len(self.new.text()) < SHORTEST:
            self._refuse(_(TOO_SHORT).format(count=SHORTEST), self.new)
        elif self.new.text() != self.again.text():
            self._refuse(_(NOT_THE_SAME), self.again)
        elif self._knows_now():
            new = self.new.text()
            self.accept()
            self.set_asked.emit(new)

    @Slot()
    def ask_off(self) -> None:
        """Hand on that it is to be taken away."""
        if self._knows_now():
            self.accept()
            self.off_asked.emit()

    def _knows_now(self) -> bool:
        """Whether what was typed opens the diary; one without a passphrase is open to all."""
        if self._diary.key is None:
            return True
        try:
            refuse_other(self._diary.key, self.now.text())
        except DiaryError as error:
            self._refuse(error.sentence, self.now)
            return False
        return True

    def _refuse(self, sentence: str, field: SecretField) -> None:
        self._say(sentence)
        field.setAccessibleDescription(sentence)
        field.setFocus()
        field.selectAll()

    @Slot()
    def _think_again(self) -> None:
        self._say("")

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.resize(self.size().expandedTo(self.sizeHint()))

    def _look_for_cipher(self) -> None:
        """Without what encrypts, say how to get it; nothing can be set then."""
        try:
            refuse_missing()
        except NoCipher as error:
            self._say(error.sentence)
            for part in (self.new, self.again, self.save, self.show_typed):
                part.setEnabled(False)

    def _connect(self) -> None:
        self.save.setDefault(True)
        self.save.clicked.connect(self.ask_set)
        self.off.clicked.connect(self.ask_off)
        self.cancel.clicked.connect(self.reject)
        for field in (self.now, self.new, self.again):
            self.show_typed.toggled.connect(field.show_typed)
            field.textEdited.connect(self._think_again)

    def _put_together(self) -> None:
        theme = self._theme
        self._sheet = QWidget()
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(12)
        column.addWidget(Text(theme, _(ON) if self._diary.key else _(OFF), Tone.TITLE, wrap=True))
        for sentence in (PROTECTS, PROTECTS_NOT):
            column.addWidget(Text(theme, _(sentence), wrap=True))
        column.addWidget(Text(theme, _(NO_WAY_BACK), Tone.STRONG, wrap=True))
        card = Card(theme)
        fields = [(NEW, self.new), (AGAIN, self.again)]
        if self._diary.key is not None:
            fields.insert(0, (NOW, self.now))
        for words, field in fields:
            label = QLabel(_(words))
            label.setBuddy(field)
            card.body.addWidget(label)
            card.body.addWidget(field)
        card.body.addWidget(self.show_typed)
        card.body.addWidget(self.problem)
        column.addWidget(card)
        column.addWidget(Text(theme, _(SHUTS), Tone.SMALL, wrap=True))
        column.addStretch(1)
        row = QHBoxLayout()
        if self._diary.key is not None:
            row.addWidget(self.off)
        row.addStretch(1)
        row.addWidget(self.save)
        row.addWidget(self.cancel)
        row.setContentsMargins(24, 8, 24, 16)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Scroll(self._sheet))
        layout.addLayout(row)  # in sight, whatever is said above
