"""A person who answers as a test says."""

from pathlib import Path


class Answers:
    """Stands in for the dialogs: the fields are the answers, ``asked`` what was asked."""

    def __init__(self):
        self.agrees = True
        self.choice = None
        self.paths = []
        self.folder_chosen = None
        self.save_to = None
        self.asked = []

    def confirm(self, _parent, question, hint="", *, yes, no="", dangerous=False):
        self.asked.append(question)
        return self.agrees

    def tell(self, _parent, sentence, hint=""):
        self.asked.append(sentence)

    def choose(self, _parent, question, options):
        self.asked.append(question)
        self.options = dict(options)
        return self.choice

    def save_path(self, _parent, proposed, kinds=""):
        self.asked.append(proposed)
        return self.save_to

    def open_paths(self, _parent, title, kinds=""):
        self.asked.append(title)
        return [Path(path) for path in self.paths]

    def folder(self, _parent, title):
        self.asked.append(title)
        return self.folder_chosen
