"""The image and the clusters of deploy/: sound by their own standards, and true of the program."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import cast

import click
import kubernetes_validate
import pytest
from dockerfile_parse import DockerfileParser
from ruamel.yaml import YAML

from kefu_docs.cli.commands import main
from kefu_docs.cluster.address import cluster_address
from kefu_docs.diagnostics.language import wants_chinese
from tests.support.builds import ROOT

DEPLOY = ROOT / "deploy"
KUBERNETES = "1.31"
"""The oldest version that the files have to suit."""

Tree = dict[str, "Tree | list[Tree] | str | int"]


def documents(name: str) -> list[Tree]:
    """The YAML documents of a file."""
    return list(YAML(typ="safe").load_all(DEPLOY / name))


def in_it(tree: Tree, *path: str | int) -> Tree:
    """What stands at a path."""
    found: object = tree
    for step in path:
        found = cast("dict[object, object]", found)[step]
    return cast(Tree, found)


def words(tree: Tree, key: str) -> list[str]:
    """A list of words at a key."""
    return [str(word) for word in cast("list[object]", tree[key])]


@pytest.fixture(scope="module")
def cluster() -> Tree:
    """The DaskCluster."""
    [found] = [d for d in documents("kubernetes.yaml") if d["kind"] == "DaskCluster"]
    return found


def containers(cluster: Tree) -> dict[str, Tree]:
    """The one container of scheduler and worker."""
    return {
        part: in_it(cluster, "spec", part, "spec", "containers", 0)
        for part in ("scheduler", "worker")
    }


def test_hadolint_has_nothing_to_say() -> None:
    """The Dockerfile keeps what hadolint knows of good ones."""
    hadolint = Path(sys.executable).with_name("hadolint")
    subprocess.run([hadolint, DEPLOY / "Dockerfile"], check=True)


def test_the_image_takes_no_records_along() -> None:
    """Only what is listed goes in; all of it is there, and set-up needs no more."""
    lines = (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
    listed = [line[1:] for line in lines if line.startswith("!")]
    assert "*" in lines
    assert not {"data", "templates", "build", ".git"} & set(listed)
    assert all((ROOT / name).exists() for name in listed)
    assert {"scripts", "kefu_docs", "pyproject.toml", "requirements.lock"} <= set(listed)


def test_the_image_starts_the_program() -> None:
    """Set-up is the one list of packages; the account that works is not root."""
    steps = DockerfileParser(str(DEPLOY / "Dockerfile")).structure
    said = {step["instruction"]: step["value"] for step in steps}
    assert any("scripts/setup" in step["value"] for step in steps)
    assert said["ENTRYPOINT"] == '["kefu-docs"]'
    assert int(said["USER"]) > 0


def test_compose_keeps_its_schema() -> None:
    """Docker Compose can read the file."""
    checker = Path(sys.executable).with_name("check-jsonschema")
    schema = ("--builtin-schema", "vendor.compose-spec")
    subprocess.run([checker, *schema, DEPLOY / "compose.yaml"], check=True)


def test_what_speaks_without_tls_has_a_network_of_its_own() -> None:
    """`--insecure` stands where the network leads nowhere."""
    [compose] = documents("compose.yaml")
    assert in_it(compose, "networks", "cluster")["internal"] is True
    for service in in_it(compose, "services").values():
        assert words(cast(Tree, service), "networks") == ["cluster"]


def test_builds_speak_chinese_where_nothing_else_is_said() -> None:
    """The image's own locale is C, in which gettext knows no language."""
    [compose] = documents("compose.yaml")
    environment = in_it(compose, "services", "build", "environment")
    name, _, default = str(environment["LANG"]).strip("${}").partition(":-")
    assert name == "LANG"
    assert wants_chinese({"LANG": default})


@pytest.mark.parametrize("part", ["scheduler", "worker"])
def test_the_pods_are_pods(cluster: Tree, part: str) -> None:
    """What the operator makes pods of keeps the schema of Kubernetes, no key too many."""
    pod = {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": part},
        "spec": in_it(cluster, "spec", part, "spec"),
    }
    kubernetes_validate.validate(pod, KUBERNETES, strict=True)


def test_the_other_objects_keep_their_schemas(cluster: Tree) -> None:
    """Settings, network policy and the scheduler's service."""
    service = in_it(cluster, "spec", "scheduler", "service")
    others = [d for d in documents("kubernetes.yaml") if d["kind"] != "DaskCluster"]
    others.append({"apiVersion": "v1", "kind": "Service", "spec": service})
    for tree in others:
        kubernetes_validate.validate(tree, KUBERNETES, strict=True)


def test_workers_are_started_as_the_program_wants() -> None:
    """Each file's worker takes the options it is given and asks a scheduler that is there."""
    [compose] = documents("compose.yaml")
    composed = words(in_it(compose, "services", "worker"), "command")
    [cluster] = [d for d in documents("kubernetes.yaml") if d["kind"] == "DaskCluster"]
    for command, host in (
        (composed, "scheduler"),
        (words(containers(cluster)["worker"], "args"), "kefu-docs-scheduler"),
    ):
        name, *arguments = command
        found = cast(click.Group, main).commands[name]
        context = found.make_context(name, list(arguments))
        assert cluster_address(str(context.params["scheduler"])).host == host


def test_the_cluster_speaks_tls(cluster: Tree) -> None:
    """Scheduler and worker have the certificates where the settings say, and cannot do without."""
    [settings] = [d for d in documents("kubernetes.yaml") if d["kind"] == "ConfigMap"]
    told = in_it(settings, "data")
    assert told["DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION"] == "true"
    files = {str(value) for key, value in told.items() if "__TLS__" in key}
    for container in containers(cluster).values():
        mounts = cast("list[Tree]", container["volumeMounts"])
        assert {str(Path(file).parent) for file in files} <= {str(m["mountPath"]) for m in mounts}
        assert container["envFrom"] == [
            {"configMapRef": {"name": in_it(settings, "metadata")["name"]}}
        ]
    assert "tls" in words(containers(cluster)["scheduler"], "args")


def test_the_operator_reaches_what_it_asks(cluster: Tree) -> None:
    """Its controller (dask-kubernetes 2025.7) asks a port of the service of this name which workers
    may go, over HTTP; without it, it scales nothing down, and nobody else is let in there.
    """
    ports = cast("list[Tree]", in_it(cluster, "spec", "scheduler", "service", "ports"))
    [asked] = [port for port in ports if port["name"] == "http-dashboard"]
    scheduler = containers(cluster)["scheduler"]
    listens = {p["name"]: p["containerPort"] for p in cast("list[Tree]", scheduler["ports"])}
    assert listens[cast(str, asked["targetPort"])] == asked["port"] == 8787
    arguments = words(scheduler, "args")
    assert arguments[arguments.index("--dashboard-address") + 1] == ":8787"
    [routes] = cast("list[Tree]", scheduler["env"])
    assert routes["name"] == "DASK_DISTRIBUTED__SCHEDULER__HTTP__ROUTES"
    assert "distributed.http.scheduler.api" in json.loads(str(routes["value"]))
    [policy] = [d for d in documents("kubernetes.yaml") if d["kind"] == "NetworkPolicy"]
    rules = cast("list[Tree]", in_it(policy, "spec")["ingress"])
    [lets_in] = [rule for rule in rules if "ports" in rule]
    assert [port["port"] for port in cast("list[Tree]", lets_in["ports"])] == [8787]
    assert in_it(lets_in, "from", 0, "podSelector", "matchLabels") == {
        "app.kubernetes.io/name": "dask-kubernetes-operator"
    }


def test_schedulers_keep_no_documents_in_their_logs() -> None:
    """The setting that bounds what Dask keeps of messages, in all files that start a scheduler."""
    name = "DASK_DISTRIBUTED__ADMIN__LOW_LEVEL_LOG_LENGTH"
    [compose] = documents("compose.yaml")
    [settings] = [d for d in documents("kubernetes.yaml") if d["kind"] == "ConfigMap"]
    for told in (
        in_it(compose, "services", "scheduler", "environment"),
        in_it(settings, "data"),
    ):
        assert int(str(told[name])) <= 10
