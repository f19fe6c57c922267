"""All actions in one table: what they are called, what they do in a line, their keys and icons, and their menus."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar, QWidget

from gui.theme import Theme


@dataclass(frozen=True, slots=True)
class Spec:
    """One action. ``keys`` may name several shortcuts, the first is shown."""

    id: str
    text: str
    tip: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    checkable: bool = False


SPECS = (
    Spec("open", "&Open articles…", "Open files and compare them", ("Ctrl+O",), "folder-open"),
    Spec("add", "&Add articles…", "Add files to this comparison", ("Ctrl+Shift+O",), "file-plus"),
    Spec("paste", "&Paste an article…", "Add an article from the clipboard", ("Ctrl+V",), "clipboard-paste"),
    Spec("sample", "Open the &sample coverage", "Compare three invented reports", ("Ctrl+Alt+S",), "newspaper"),
    Spec("drafts", "Open a &draft…", "Go on with work that has no name of its own yet", ("Ctrl+Alt+O",), "history"),
    Spec("export", "&Export…", "Write the comparison as a note or as data", ("Ctrl+E",), "download"),
    Spec("save_copy", "Save a cop&y…", "Keep all of it under a name of your own", ("Ctrl+Shift+S",), "save"),
    Spec("save_without_texts", "Save a copy without full &texts…", "Keep what you said, to pass on", ("Ctrl+Alt+T",)),
    Spec("merge", "Me&rge a workspace…", "Take in what a colleague said of the same articles", ("Ctrl+Alt+W",)),
    Spec("compact", "Co&mpact", "Give back the room in the workspace's file that is no longer used", ("Ctrl+Alt+M",)),
    Spec("undo", "&Undo", "Take back what you did last", ("Ctrl+Z",), "undo"),
    Spec("redo", "&Redo", "Do again what you took back last", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo"),
    Spec("close", "&Close the comparison", "Go back to the welcome page", ("Ctrl+W",)),
    Spec("quit", "&Quit", "Leave Parallax", ("Ctrl+Q",)),
    Spec("find", "&Find in all articles…", "Find words in all articles", ("Ctrl+F",), "search"),
    Spec("find_next", "Find ne&xt", "Go to the next place found", ("F3", "Ctrl+G"), "arrow-down"),
    Spec("find_previous", "Find pre&vious", "Go to the place found before", ("Shift+F3", "Ctrl+Shift+G"), "arrow-up"),
    Spec("find_claim", "Find a c&laim…", "Find a claim in your own words", ("Ctrl+Shift+F", "Ctrl+4"), "text-search"),
    Spec("show_pair", "&Pair", "Two passages word by word, and why they are marked", ("Ctrl+1",), "columns-2"),
    Spec("show_matter", "&Matter", "What every outlet says on the selected matter", ("Ctrl+2",), "rows-3"),
    Spec("show_table", "Claims &table", "All claims as a table to sort, group and search", ("Ctrl+3",), "table-2"),
    Spec("show_outlets", "&Outlets", "Which outlets agree and which conflict", ("Ctrl+5",), "grid-3x3"),
    Spec("show_notes", "&Notes", "Your notes, and the passages they cite", ("Ctrl+6",)),
    Spec("show_summary", "Bottom &line", "What the note begins with: title, question, your bottom line", ("Ctrl+8",)),
    Spec("show_history", "&History", "Who did what and when, and the way back", ("Ctrl+7",), "history"),
    Spec("new_note", "Ne&w note", "Begin a note on what you look at", ("Ctrl+N",)),
    Spec("cite", "C&ite in the note", "Cite the selected words in the open note", ("Ctrl+Shift+C",)),
    Spec("lost", "Lost passag&es…", "What you said of words that no article has any more", ("Ctrl+Alt+L",)),
    Spec("palette", "&Commands…", "Find a command by its name", ("Ctrl+K", "Ctrl+Shift+P"), "command"),
    Spec("next_mark", "&Next mark", "Go to the next mark of this article", ("Alt+Down",), "arrow-down"),
    Spec("previous_mark", "&Previous mark", "Go to the previous mark of this article", ("Alt+Up",), "arrow-up"),
    Spec("next_conflict", "Next &conflict", "Go to the next conflict, through all articles", ("Alt+C",)),
    Spec("next_pane", "Pane to the &right", "Move the keyboard to the next article", ("Alt+Right",)),
    Spec("previous_pane", "Pane to the &left", "Move the keyboard to the previous article", ("Alt+Left",)),
    Spec("nearest", "N&earest passage", "Look at what comes nearest where the matter is not found", ("Ctrl+J",)),
    Spec("move_pane_left", "Move &left", "Put this article one place to the left", ("Alt+Shift+Left",)),
    Spec("move_pane_right", "Move &right", "Put this article one place to the right", ("Alt+Shift+Right",)),
    Spec("pin_pane", "&Keep leftmost as reference", "Keep this article leftmost", ("Alt+Home",), "pin", True),
    Spec("pane_alone", "Scroll &alone", "Let this article scroll alone", ("Ctrl+Shift+L",), "unlink", True),
    Spec("hide_pane", "&Hide", "Take this article's pane away", ("Ctrl+Shift+H",), "eye-off"),
    Spec("unfold", "Show what was &set aside", "Unfold what is no part of the article, or fold it", ("U",), "", True),
    Spec("restore", "Compare what was set as&ide", "Compare the greyed words at the cursor, or no more", ("Shift+U",)),
    Spec("bounds", "Make the selection a &claim", "Set a claim's bounds by hand, or leave them", ("B",)),
    Spec("source", "Correct and &grade the source…", "Put right what is known of this article", ("Ctrl+I",)),
    Spec("numbers", "Paragraph &numbers", "Number the paragraphs as citations do", ("Alt+1",), "", True),
    Spec("quotations", "&Quotations", "Point out what is quoted", ("Alt+2",), "", True),
    Spec("hedging", "&Hedging", "Point out words that hold back", ("Alt+3",), "", True),
    Spec("naming", "Names that &differ", "Point out names that other articles write otherwise", ("Alt+4",), "", True),
    Spec("accept", "&Accept the pair", "Say that the selected pair is marked rightly", ("A",), "check"),
    Spec("reject", "&Reject the pair", "Say that the selected pair is not about the same", ("R",), "ban"),
    Spec("retype", "Re&type the pair…", "Say what the selected pair is instead, by a letter", ("T",), "replace"),
    Spec("accept_matter", "A&ccept the matter", "Accept all pairs of the matter that wait", ("Shift+A",)),
    Spec("reject_matter", "Re&ject the matter", "Reject all pairs of the matter that wait", ("Shift+R",)),
    Spec("take_back", "Take &back the verdict", "Say nothing of the selected pair after all", ("Backspace",)),
    Spec("next_unjudged", "&Next not judged", "Go to the next pair that waits for a verdict", ("N",), "arrow-right"),
    Spec("unjudged_only", "&Only what waits", "Show only what is not judged yet", ("Shift+N",), "", True),
    Spec("note", "Write a note on the &pair…", "Write a note on the selected pair", ("M",), "message-square"),
    Spec("tag", "Ta&g the pair…", "Give the selected pair tags", ("#",), "tag"),
    Spec("link", "&Link two passages…", "Keep the selected words, then link others with them", ("L",), "link"),
    Spec("split", "&Split the passage off", "Part a passage from the rest of its matter", ("X",), "unlink"),
    Spec("join", "Join two &matters…", "Keep the selected matter, then join another with it", ("J",)),
    Spec("deselect", "Let &go of the selection", "Look at no mark in particular", ("Escape",)),
    Spec("together", "&Scroll together", "Keep the articles together at matched passages", ("Ctrl+L",), "link", True),
    Spec("zoom_in", "Zoom &in", "Set the articles larger", ("Ctrl++", "Ctrl+="), "zoom-in"),
    Spec("zoom_out", "Zoom &out", "Set the articles smaller", ("Ctrl+-",), "zoom-out"),
    Spec("zoom_reset", "Ori&ginal size", "Set the articles in the size they are designed for", ("Ctrl+0",)),
    Spec("theme_system", "As the &system", "Follow the system's light or dark", ("Ctrl+Alt+0",), "monitor", True),
    Spec("theme_light", "&Light", "Dark text on light ground", ("Ctrl+Alt+1",), "sun", True),
    Spec("theme_dark", "&Dark", "Light text on dark ground", ("Ctrl+Alt+2",), "moon", True),
    Spec("still", "Less &motion", "Jump to passages instead of gliding there", ("Ctrl+Alt+3",), "", True),
    Spec("filters", "&Filters", "Filter by confidence, kind and article", ("F8",), "sliders-horizontal", True),
    Spec("show_all", "Show &all marks", "Drop all filters and switch all rules on", ("Shift+F8",), "eye"),
    Spec("sidebar", "Articles and &claims", "Show the lists at the left", ("F9",), "panel-left", True),
    Spec("inspector", "Ins&pector", "Show what lies below the articles", ("F10",), "panel-bottom", True),
    Spec("keys", "&Keys", "List all keys", ("F1",), "keyboard"),
    Spec("about", "&About Parallax", "Version, and what a mark means", ("Shift+F1",), "info"),
)

ON_FIRST_PAGE = ("open", "paste", "sample", "drafts")

# What the menu of a pane holds, the one of its header too.
PANE_MENU = (
    "move_pane_left",
    "move_pane_right",
    "",
    "pin_pane",
    "pane_alone",
    "hide_pane",
    "",
    "source",
    "",
    "unfold",
    "restore",
    "bounds",
)

JUDGE_MENU = (
    "accept",
    "reject",
    "retype",
    "take_back",
    "",
    "accept_matter",
    "reject_matter",
    "",
    "next_unjudged",
    "unjudged_only",
    "",
    "note",
    "tag",
    "",
    "new_note",
    "cite",
    "lost",
    "",
    "link",
    "split",
    "join",
)

# What lies below the articles, a leaf each, but for finding a claim, which is in another menu.
LEAVES = ("show_pair", "show_matter", "show_table", "show_outlets", "show_notes", "show_summary", "show_history")

# Menus by title; an empty text is a line, a title within a menu begins a submenu that the tuple after it fills.
MENUS: tuple[tuple[str, tuple[str | tuple[str, tuple[str, ...]], ...]], ...] = (
    (
        "&File",
        (
            "open",
            "add",
            "paste",
            "",
            "sample",
            "drafts",
            "",
            "save_copy",
            "save_without_texts",
            "merge",
            "compact",
            "",
            "export",
            "",
            "close",
            "quit",
        ),
    ),
    ("&Edit", ("undo", "redo")),
    ("&Find", ("find", "find_next", "find_previous", "", "find_claim", "", "palette")),
    (
        "&Go",
        ("next_mark", "previous_mark", "next_conflict", "", "next_pane", "previous_pane", "nearest", "", "deselect"),
    ),
    ("&Judge", JUDGE_MENU),
    ("&Pane", PANE_MENU),
    (
        "&View",
        (
            "together",
            "",
            "zoom_in",
            "zoom_out",
            "zoom_reset",
            "",
            "numbers",
            ("&Layers", ("quotations", "hedging", "naming")),
            "",
            "sidebar",
            "inspector",
            ("&Below the articles", LEAVES),
            "",
            "filters",
            "show_all",
            "",
            ("Colo&urs", ("theme_system", "theme_light", "theme_dark")),
            "still",
        ),
    ),
    ("&Help", ("keys", "about")),
)


class Actions(QObject):
    """The table as QActions of a window, each bound to what it does."""

    def __init__(self, window: QWidget, theme: Theme, does: Mapping[str, Callable[..., object]]) -> None:
        super().__init__(window)
        self._theme = theme
        self._actions: dict[str, QAction] = {}
        for spec in SPECS:
            action = QAction(spec.text, window)
            action.setObjectName(spec.id)
            action.setStatusTip(spec.tip)
            action.setCheckable(spec.checkable)
            action.setShortcuts([QKeySequence(key) for key in spec.keys])
            first = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{spec.tip} ({first})" if first else spec.tip)
            action.triggered.connect(does[spec.id])
            window.addAction(action)
            self._actions[spec.id] = action
        theme.changed.connect(self.draw)
        for name in ON_FIRST_PAGE:
            self._draw(name)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def draw(self) -> None:
        """Draw all icons in the colours in use; those that the first page does not show wait until it is painted."""
        for spec in SPECS:
            self._draw(spec.id)

    def _draw(self, name: str) -> None:
        icon = next(spec.icon for spec in SPECS if spec.id == name)
        if icon:
            self._actions[name].setIcon(self._theme.icon(icon))

    def fill(self, bar: QMenuBar) -> None:
        """Put every action into its menu."""
        for title, entries in MENUS:
            menu = bar.addMenu(title)
            for entry in entries:
                if isinstance(entry, tuple):
                    below = menu.addMenu(entry[0])
                    for name in entry[1]:
                        below.addAction(self[name])
                elif entry:
                    menu.addAction(self[entry])
                else:
                    menu.addSeparator()


def plain(text: str) -> str:
    """Return an action's text without the marks of its menu form."""
    return text.replace("&", "").removesuffix("…")
