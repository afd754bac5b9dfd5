// A button of the list of numbers puts its token where the cursor stands in the text.

const body = document.querySelector("#narrative-form textarea");

document.querySelectorAll("[data-token]").forEach((button) => {
  button.addEventListener("click", () => {
    body.focus();
    body.setRangeText(button.dataset.token, body.selectionStart, body.selectionEnd, "end");
    body.dispatchEvent(new Event("token", { bubbles: true }));
  });
});
