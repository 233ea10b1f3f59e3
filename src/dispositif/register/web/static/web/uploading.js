// Sends the chosen files one by one, so that each is told of as soon as it is in, with progress.
// Without this module the form sends all of them at once.

const form = document.getElementById("upload");
const list = document.getElementById("arrivals");
const bar = document.querySelector(".outcome progress");

function send(data, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action || location.href);
    request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    request.onload = () => {
      if (request.status === 200) resolve(request.responseText);
      else reject(new Error(request.status === 403 ? form.dataset.signedOut : form.dataset.broken));
    };
    request.onerror = () => reject(new Error(form.dataset.broken));
    request.send(data);
  });
}

function withFile(file) {
  const data = new FormData(form);
  data.delete("files");
  data.delete("whole");
  if (file) {
    data.append("files", file, file.name);
    data.delete("text");
  }
  data.append("whole", "yes");
  return data;
}

function refused(name, why) {
  const item = document.createElement("li");
  item.className = "refused";
  item.textContent = `${name}: ${why}`;
  list.append(item);
}

form.addEventListener("submit", async (event) => {
  const files = [...form.elements.files.files];
  if (!files.length) return; // a pasted text goes as any form does
  event.preventDefault();
  const parts = [...files, ...(form.elements.text.value.trim() ? [null] : [])];
  const button = form.querySelector("button");
  button.disabled = true;
  list.replaceChildren();
  bar.hidden = false;
  bar.max = parts.length;
  for (const [done, file] of parts.entries()) {
    bar.value = done;
    try {
      const answer = await send(withFile(file), (part) => { bar.value = done + part * 0.9; });
      list.insertAdjacentHTML("beforeend", answer);
    } catch (error) {
      refused(file ? file.name : form.elements.name.value, error.message);
    }
  }
  bar.value = parts.length;
  bar.hidden = true;
  button.disabled = false;
  // What was refused may be sent again with another body or day; what is in by then is known.
  if (!list.querySelector(".refused")) form.elements.files.value = "";
});
