"""The colours of every figure and page, without a drawing library behind them."""

# Okabe & Ito, Color Universal Design (2008): told apart with any common colour blindness.
BLACK = "#000000"
ORANGE = "#E69F00"
SKY = "#56B4E9"
GREEN = "#009E73"
YELLOW = "#F0E442"
BLUE = "#0072B2"
VERMILION = "#D55E00"
PURPLE = "#CC79A7"
GREY = "#767676"

CYCLE = (BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY, BLACK)

# The paper's local states (Fig. 5) have the same colour in every figure.
STATE_COLOURS = {
    "vacuum": "#FFFFFF",
    "insulating": SKY,
    "metallic": ORANGE,
    "superconducting": GREEN,
    "magnetic": PURPLE,
    "undetermined": "#BBBBBB",
    "normal": VERMILION,
}
