"""Average the weights of several runs from the same beginning (Wortsman et al. 2022).

    python training/average.py OUT.safetensors RUN.safetensors=0.5 OTHER.safetensors=0.5

The heads of descriptions are left out: the toolkit finds descriptions by their words.
"""

import argparse

from safetensors.torch import load_file, save_file


def average(weights, shares):
    """Weights by name, each the sum of its share of each run's: lists of dictionaries and of numbers -> one."""
    kept = [k for k in weights[0] if not k.startswith("nominals.")]
    return {k: sum(s * w[k].float() for w, s in zip(weights, shares, strict=True)).half() for k in kept}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out")
    parser.add_argument("weights", nargs="+", metavar="WEIGHTS=SHARE", help="shares add up to 1")
    args = parser.parse_args()
    files, shares = zip(*(w.rsplit("=", 1) for w in args.weights), strict=True)
    save_file(average([load_file(f) for f in files], [float(s) for s in shares]), args.out)


if __name__ == "__main__":
    main()
