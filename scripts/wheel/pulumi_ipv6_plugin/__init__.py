"""The command `pulumi-resource-ipv6`: runs the plugin in this wheel with Node.js.

The engine finds it on PATH, where an active venv puts it. It does not import Pulumi, so that it starts fast.
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
        # Windows cannot replace a process by another one.
        sys.exit(subprocess.call(command))
    os.execv(node, command)
