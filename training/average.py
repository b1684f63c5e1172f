"""Average the weights of several runs with those that they started from (Wortsman et al. 2022, robust fine-tuning).

    python training/average.py OUT.safetensors PROTOTYPE.safetensors=0.725 RUN.safetensors=0.125 OTHER.safetensors=0.15

The first weights say what there is: what the runs have beyond it, the frames' attention layer and the heads of
descriptions, is left out, but for the transitions between a frame's tags, which count as nothing in weights without
them. The layer costs a sixth of the reader's time and teaches the encoder what it knows while it is trained.
"""

import argparse

from safetensors.torch import load_file, save_file

KEPT = ("frame.transition",)


def named(weights):
    """Weights by name; the prototype's name for what is a part of the frame tagger now is changed."""
    if "frame.weight" not in weights:
        return weights
    return {k.replace("frame.", "frame.product."): v for k, v in weights.items()}


def average(weights, shares):
    """Weights by name, each the sum of its share of each run's: lists of dictionaries and of numbers -> one."""
    weights = [named(w) for w in weights]
    keys = [*weights[0], *(k for k in KEPT if k not in weights[0])]
    return {k: sum(s * w[k].float() for w, s in zip(weights, shares, strict=True) if k in w).half() for k in keys}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out")
    parser.add_argument("weights", nargs="+", metavar="WEIGHTS=SHARE", help="shares add up to 1")
    args = parser.parse_args()
    files, shares = zip(*(w.rsplit("=", 1) for w in args.weights), strict=True)
    save_file(average([load_file(f) for f in files], [float(s) for s in shares]), args.out)


if __name__ == "__main__":
    main()
