"""`python -m pairlattice`"""

from pairlattice.cli import main

if __name__ == "__main__":
    main()
