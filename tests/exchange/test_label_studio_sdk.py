"""What is written for Label Studio, checked by Label Studio's own library (`make test-tools`)."""

import json

import pytest
from made_analyses import port, silence
from made_texts import hard

import toolkit

sdk = pytest.importorskip(
    "label_studio_sdk.label_interface", reason="label-studio-sdk is not installed: make test-tools"
)


@pytest.mark.parametrize("made", [port, hard, silence], ids=lambda made: made.__name__)
def test_the_interface_is_valid_and_every_prediction_fits_it(made, tmp_path):
    from label_studio_sdk.label_interface.objects import TaskValue

    tasks, labels = toolkit.exchange.export(made(), "labelstudio", out=tmp_path)
    interface = sdk.LabelInterface(labels.read_text("utf-8"))
    interface.validate()
    (task,) = json.loads(tasks.read_text("utf-8"))
    assert set(TaskValue(**task).data) == set(task["data"])
    (prediction,) = task["predictions"]
    assert interface.validate_prediction(prediction, return_errors=True) == []
    if prediction["result"]:
        prediction["result"][0]["value"]["labels"] = ["nonsense"]
        assert interface.validate_prediction(prediction, return_errors=True) != []
