"""The words that people write for yes and for no."""

YES = frozenset({"yes", "y", "true", "on", "是", "是的", "对", "√", "✓", "✔", "☑"})
NO = frozenset({"no", "n", "false", "off", "否", "不是", "×", "✗", "✘", "☐"})
