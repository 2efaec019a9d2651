#!/usr/bin/env python3
"""Lays managed-instances.yaml over template.yaml, so that its functions run on Lambda Managed Instances.

    tools/managed_instances.py [--functions NAME,NAME…] >template-instances.yaml
    sam build --template template-instances.yaml && sam deploy --config-env prod

Needs the package aws-sam-translator, which aws-sam-cli brings along.
"""

import argparse
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def main():
    import yaml
    from samtranslator.yaml_helper import yaml_parse

    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--functions", help="others than those of managed-instances.yaml")
    given = arguments.parse_args()
    template = yaml_parse((ROOT / "template.yaml").read_text(encoding="utf-8"))
    overlay = yaml_parse((ROOT / "managed-instances.yaml").read_text(encoding="utf-8"))
    names = given.functions.split(",") if given.functions else overlay["Functions"]
    for section in ("Parameters", "Rules", "Resources"):
        template[section].update(overlay[section])
    for name in names:
        function = template["Resources"].get(name, {})
        if function.get("Type") != "AWS::Serverless::Function":
            return f"template.yaml has no function {name}"
        function["IgnoreGlobals"] = function.get("IgnoreGlobals", []) + overlay["IgnoreGlobals"]
        function["Properties"].update(overlay["Properties"])
    # Each place by itself: CloudFormation knows no aliases.
    yaml.SafeDumper.ignore_aliases = lambda *_: True
    yaml.safe_dump(template, sys.stdout, sort_keys=False, allow_unicode=True, width=100)
    return 0


if __name__ == "__main__":
    sys.exit(main())
