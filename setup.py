"""Puts the demo campaign into the wheel; everything else stands in pyproject.toml."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithDemo(build_py):
    """The usual build, and ``demo/campaign`` beside the package's modules."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            target = Path(self.build_lib) / "linqiao" / "demo" / "campaign"
            shutil.copytree(Path(__file__).parent / "demo" / "campaign", target, dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithDemo})
