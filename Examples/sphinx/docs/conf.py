import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

project = "Models"
extensions = ["foldout_sphinx"]
html_theme = "furo"
# Furo has a switch for dark pages, and shows and hides images of these classes with it.
foldout_dark = "class"
# Figures with a caption have numbers.
numfig = True
