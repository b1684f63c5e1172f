"""The interactive view for JupyterLab: an analysis comes in, a widget of text, actors, quotes and figures goes out.

``exploring`` makes the ``widget`` of one article or of an ``article_list``. The widget sends ``browser_data`` (offsets
in UTF-16 units) to the scripts in ``static/``, applies ``filters``, writes ``corrections`` with the
``actors_file_editor`` and analyses anew; ``reproduction`` gives the code, the command and the figures of what it shows.
"""

from toolkit.view.exploring import explore
from toolkit.view.filters import narrowed

__all__ = ["explore", "narrowed"]


def __dir__() -> list[str]:
    return sorted(__all__)
