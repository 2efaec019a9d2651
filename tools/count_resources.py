#!/usr/bin/env python3
"""Counts the resources of a template after SAM's own transform. CloudFormation takes at most 500.

    tools/count_resources.py [--most N] [TEMPLATE …]

Needs the package aws-sam-translator, which comes with aws-sam-cli and cfn-lint. It asks no AWS
account, and makes up a value for each parameter without a default.
"""

import argparse
import collections
import copy
import os
import sys

LIMIT = 500


class NoManagedPolicies:
    """SAM asks AWS for the ARNs of managed policies with short names. Our template has none."""

    def load(self):
        return {}


def transformed(path):
    """The template as it is written, and as SAM translates it."""
    # The translator reads this when it is loaded.
    os.environ.setdefault("AWS_DEFAULT_REGION", "eu-central-1")
    from samtranslator.translator.transform import transform
    from samtranslator.yaml_helper import yaml_parse

    with open(path, encoding="utf-8") as file:
        template = yaml_parse(file.read())
    for resource in template["Resources"].values():
        properties = resource.get("Properties", {})
        if isinstance(properties.get("CodeUri"), str):
            # The form that `sam deploy` makes of it.
            properties["CodeUri"] = "s3://bucket/" + properties["CodeUri"]
    given = {
        name: "x"
        for name, parameter in template.get("Parameters", {}).items()
        if "Default" not in parameter
    }
    # SAM writes into the template that it is given.
    return template, transform(copy.deepcopy(template), given, NoManagedPolicies())


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--most", type=int, default=LIMIT, help=f"of a template ({LIMIT})")
    arguments.add_argument("template", nargs="*", default=["template.yaml"])
    given = arguments.parse_args()
    too_many = False
    for path in given.template:
        kinds = collections.Counter(
            resource["Type"] for resource in transformed(path)[1]["Resources"].values()
        )
        total = sum(kinds.values())
        print(f"{path}: {total} resources of at most {given.most}")
        for kind, count in kinds.most_common(8):
            print(f"  {count:4} {kind}")
        too_many |= total > given.most
    return 1 if too_many else 0


if __name__ == "__main__":
    sys.exit(main())
