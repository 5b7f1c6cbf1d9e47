// The way on that a person would press the button for.
document.getElementById("leaves").submit();
