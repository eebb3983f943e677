-- Drives Neovim as a person does and writes what it showed to the file named in KEYTURN_RESULT. `init` is the snippet of the page.
local seen = {}

local function finish()
  local file = assert(io.open(os.getenv('KEYTURN_RESULT'), 'w'))
  file:write(vim.json and vim.json.encode(seen) or vim.fn.json_encode(seen))
  file:close()
  vim.cmd('qall!')
end

local function wait(holds) return vim.wait(30000, holds, 50) end

local function ready()
  local answers = vim.lsp.buf_request_sync(0, 'keyturn/status', vim.NIL, 2000) or {}
  for _, answer in pairs(answers) do
    if answer.result and answer.result.state == 'ready' then return true end
  end
  return false
end

-- Places the cursor on a word of the buffer.
local function go(word)
  vim.fn.cursor(1, 1)
  assert(vim.fn.search(word, 'cW') > 0, word)
end

local function float()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n')
    end
  end
end

local function here() return vim.fn.fnamemodify(vim.api.nvim_buf_get_name(0), ':.') .. ':' .. vim.fn.line('.') end

local ok, failure = pcall(function()
  vim.cmd('edit services/tide-api/src/server.js')
  assert(wait(ready), 'never ready')

  go('TIDE_DB_PASSWORD')
  vim.lsp.buf.hover()
  wait(float)
  seen.hover = float()
  vim.cmd('normal! l')

  vim.lsp.buf.definition()
  wait(function() return vim.api.nvim_buf_get_name(0):match('tide%.yaml$') end)
  seen.manifest = here()

  wait(ready)
  vim.lsp.buf.definition()
  wait(function() return vim.api.nvim_buf_get_name(0):match('store%.yaml$') end)
  seen.store = here()

  wait(ready)
  vim.lsp.buf.implementation()
  wait(function() return vim.api.nvim_buf_get_name(0):match('tide%.yaml$') end)
  seen.back = here()

  wait(ready)
  vim.ui.select = function(items, _, choose)
    seen.actions = {}
    for _, item in ipairs(items) do
      local action = item[2] or item.action or item
      table.insert(seen.actions, action.title)
      if action.title:match('^Have Reloader restart') then return choose(item) end
    end
    choose(nil)
  end
  vim.lsp.buf.code_action()
  wait(function() return vim.fn.search('reloader', 'nw') > 0 end)
  seen.text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')

  wait(function()
    if not ready() then return false end
    for _, one in ipairs(vim.diagnostic.get(0)) do
      if one.code == 'startup-only-consumer' then return false end
    end
    return true
  end)
  seen.rules = vim.tbl_map(function(one) return one.code end, vim.diagnostic.get(0))
end)
if not ok then seen.failure = failure end
finish()
