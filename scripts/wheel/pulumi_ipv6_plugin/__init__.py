"""The command `pulumi-resource-ipv6`: the plugin that travels in the wheel, run by Node.js.

An engine finds it on PATH, which is where an active venv puts it. It imports nothing of Pulumi's, so that it starts at once.
"""

import os
import shutil
import subprocess
import sys


def main() -> None:
    node = shutil.which("node")
    if node is None:
        sys.exit("pulumi-resource-ipv6 needs Node.js 20 or newer, and there is no node on PATH.")
    command = [node, os.path.join(os.path.dirname(os.path.abspath(__file__)), "plugin.js"), *sys.argv[1:]]
    if os.name == "nt":
        # There a process cannot become another one.
        sys.exit(subprocess.call(command))
    os.execv(node, command)
