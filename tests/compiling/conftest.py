import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "writing"))  # the made-up units are shared with the writer's tests
