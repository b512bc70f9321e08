#include "formats/catalog.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>

#include "base/fold.hpp"
#include "base/utf8.hpp"
#include "formats/import_cell.hpp"
#include "formats/import_headers.hpp"
#include "formats/import_values.hpp"

namespace voronka {
namespace {

constexpr std::size_t max_told_bytes = 60;
constexpr std::size_t max_cell_text_bytes =
    10'000;  // far below what a record may have: check() must not refuse all for one

enum Column : std::size_t { name, code, price, currency, unit, vat, comment, column_count };

// Better words stand first: a table with both "Name" and "Description" is known by the former, wherever they stand.
struct ColumnWords {
  Column column;
  std::string_view words;
};
// Without VAT: only where there is no other price.
constexpr std::string_view net_price_words =
    "цена без ндс|цена без ндс, руб|цена без ндс, руб.|price excl. vat|net price|price without vat";

constexpr ColumnWords column_words[] = {
    {name,
     "наименование товара|наименование товаров|название товара|наименование товара/услуги|наименование "
     "номенклатуры|товар|товары|услуга|услуги|товар/услуга|товары и услуги|наименование услуги|product "
     "name|product|item "
     "name|item|service|product/service"},
    {name, "наименование|название|номенклатура|позиция|name"},
    {name, "title|description|описание товара"},
    {code,
     "артикул|арт|арт.|артикул товара|код товара|код артикула|sku|article|article number|product code|item code|part "
     "number|item number|vendor code"},
    {code, "код|code|внешний код|external id|id товара|product id"},
    {code, "штрихкод|barcode|ид|id"},
    {price,
     "цена|цена за единицу|цена за ед|цена за ед.|цена продажи|цена: цена продажи|розничная цена|цена, руб|цена, "
     "руб.|цена "
     "руб|цена руб.|цена с ндс|unit price|price|sale price|retail price|list price|price per unit"},
    {price, "стоимость|тариф|cost|rate|amount|сумма"},
    {price, net_price_words},
    {currency, "валюта|валюта цены|валюта (цена продажи)|код валюты|currency|currency code|price currency"},
    {unit,
     "единица|единица измерения|ед. изм|ед. изм.|ед.изм|ед.изм.|ед изм|ед|ед.|unit|unit of measure|uom|units|measure"},
    {vat, "ндс|ставка ндс|ндс, %|ндс,%|ндс %|ндс в %|налог|vat|vat rate|vat, %|vat %|tax|tax rate"},
    {comment,
     "комментарий|комментарии|примечание|описание|описание товара|description|comment|comments|note|notes|remarks"}};

struct Columns {
  std::array<std::size_t, column_count> at = {};  // npos when there is none
  std::array<std::string, column_count> headers = {};
  bool has(Column column) const { return at[column] != std::string::npos; }
};

Columns columns_of(const RowCells& cells) {
  Columns columns;
  columns.at.fill(std::string::npos);
  std::vector<std::string> headers(cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i) headers[i] = folded_header(cells.at(i));
  for (const ColumnWords& row : column_words) {
    for (std::size_t i = 0; i < headers.size() && !columns.has(row.column); ++i) {
      if (headers[i].empty() || !is_one_of(headers[i], row.words)) continue;
      if (std::ranges::find(columns.at, i) != columns.at.end()) continue;
      columns.at[row.column] = i;
      columns.headers[row.column] = trimmed_cell(cells.at(i));
    }
  }
  return columns;
}

bool is_header(const Columns& columns) {
  return columns.has(name) && (columns.has(code) || columns.has(price) || columns.has(unit) || columns.has(vat));
}

// "20%", "0,2", "НДС 20 %", "без НДС". Nothing: not clear.
std::optional<std::optional<std::int32_t>> rate_from(std::string_view cell) {
  std::string text = folded_cell(cell);
  if (is_one_of(text, "без ндс|ндс не облагается|не облагается|нет|без налога|no vat|none|exempt|no|vat exempt"))
    return std::optional<std::int32_t>();
  for (const std::string_view word : {"ндс", "vat"})
    if (text.starts_with(word)) text = trimmed_cell(std::string_view(text).substr(word.size()));
  std::ranges::replace(text, ',', '.');
  // A cell that a spreadsheet shows as "20 %" is often saved as 0.2.
  const bool fraction = text.starts_with("0.") && !text.ends_with('%');
  // A rate is a whole number: rounding it would change what somebody pays.
  if (const std::size_t point = text.find('.'); !fraction && point != std::string::npos) {
    const std::size_t digits = text.find_first_not_of("0123456789", point + 1);
    if (text.substr(point + 1, digits - point - 1).find_first_not_of('0') != std::string::npos) return std::nullopt;
  }
  const auto percent = parse_percent(text, fraction);
  if (!percent) return std::nullopt;
  return std::make_optional(percent);
}

// Which mark most files use for decimals is seen from all their prices: "1,234" alone does not say.
struct MarkVotes {
  std::size_t points = 0, commas = 0;
  void add(std::string_view cell) {
    if (const auto mark = decimal_evidence(cell)) ++(*mark == DecimalMark::point ? points : commas);
  }
  // No price has three decimals, so where nothing is proven, what stands before three digits parts thousands.
  DecimalMark of(std::string_view cell) const {
    if (const auto mark = decimal_evidence(cell)) return *mark;
    if (points != commas) return points > commas ? DecimalMark::point : DecimalMark::comma;
    return cell.find(',') != std::string_view::npos ? DecimalMark::point : DecimalMark::comma;
  }
};

class Reading {
 public:
  Reading(TableReader& reader, Columns columns, std::size_t header_rows, Currency usual)
      : reader_(reader), columns_(std::move(columns)), header_rows_(header_rows), usual_(usual) {}

  // Twice over the table: the decimal mark is settled before the first price is read.
  Result<bool> run() {
    while (columns_.has(price)) {
      const Result<bool> more = reader_.next();
      if (!more) return std::unexpected(more.error());
      if (!*more) break;
      marks_.add(reader_.cells().at(columns_.at[price]));
    }
    reader_.rewind();
    for (std::size_t i = 0; i < header_rows_; ++i)
      if (const Result<bool> more = reader_.next(); !more) return std::unexpected(more.error());
    for (;;) {
      const Result<bool> more = reader_.next();
      if (!more) return std::unexpected(more.error());
      if (!*more) break;
      // A page's head that is repeated in the middle of a list.
      if (trimmed_cell(reader_.cells().at(columns_.at[name])) == columns_.headers[name]) continue;
      row();
    }
    for (Bare& bare : bare_) {
      CatalogRow row = {.product = {.name = std::move(bare.name)}};
      if (is_first(row.product, bare.line)) table_.rows.push_back(std::move(row));
    }
    return true;
  }
  CatalogTable take() { return std::move(table_); }

 private:
  struct Bare {  // a line with nothing but a name: what it is shows below
    std::string name = {};
    std::size_t line = 0;
  };

  std::string cell(Column column) const {
    if (!columns_.has(column)) return {};
    const std::string_view text = reader_.cells().at(columns_.at[column]);
    return is_nothing(text) ? std::string() : trimmed_cell(text);
  }

  void tell(Column column, TextKey text, std::string value) { tell(column, text, std::move(value), reader_.line()); }
  void tell(Column column, TextKey text, std::string value, std::size_t line) {
    ++table_.problem_count;
    if (table_.problems.size() >= max_told_problems) return;
    if (value.size() > max_told_bytes) value = std::string(clipped_utf8(value, max_told_bytes)) + "…";
    table_.problems.push_back(
        {.line = line, .column = columns_.headers[column], .text = text, .value = std::move(value)});
  }

  void row() {
    CatalogRow row;
    Product& product = row.product;
    product.name = cell(name);
    product.code = cell(code);
    product.unit = cell(unit);
    product.comment = cell(comment);
    const std::string price_cell = cell(price), vat_cell = cell(vat);
    if (product.name.empty()) {
      // A heading may stand in any column; a row with a price is a product without a name.
      if (!product.code.empty() || !price_cell.empty()) tell(name, TextKey::catalog_no_name, {});
      return;
    }
    for (const auto& [column, text] : {std::pair<Column, const std::string*>{name, &product.name},
                                       {code, &product.code},
                                       {unit, &product.unit},
                                       {comment, &product.comment}})
      if (text->size() > max_cell_text_bytes) return tell(column, TextKey::catalog_too_long, *text);
    if (product.code.empty() && product.unit.empty() && product.comment.empty() && price_cell.empty() &&
        vat_cell.empty())
      return bare_.push_back({.name = std::move(product.name), .line = reader_.line()});
    table_.headings += bare_.size();
    bare_.clear();
    if (!is_first(product, reader_.line())) return;
    if (!vat_cell.empty()) {
      const auto rate = rate_from(vat_cell);
      row.vat_said = rate.has_value();
      if (rate) product.vat_percent = *rate;
      if (!rate) tell(vat, TextKey::catalog_bad_vat, vat_cell);
    }
    if (!price_cell.empty()) product.price = price_of(price_cell);
    // Prices here have their VAT in them.
    if (product.price && product.vat_percent && is_one_of(folded_header(columns_.headers[price]), net_price_words))
      product.price->minor += (product.price->minor * *product.vat_percent + 50) / 100;
    table_.rows.push_back(std::move(row));
  }

  // Else it is told.
  bool is_first(const Product& product, std::size_t line) {
    const bool coded = !product.code.empty();
    const bool first = keys_.insert(coded ? "c" + folded(product.code) : "n" + folded(product.name)).second;
    if (!first) tell(coded ? code : name, TextKey::catalog_repeated, coded ? product.code : product.name, line);
    return first;
  }

  // "Цена, руб.", "Price, $": of what the cells say nothing more.
  Currency header_currency() const {
    std::string_view header = columns_.headers[price];
    while (!header.empty()) {
      const std::size_t end = std::min(header.find_first_of(" ,;:()[]/"), header.size());
      if (end > 0)
        if (const auto said = currency_from_words(header.substr(0, end))) return *said;
      header.remove_prefix(std::min(end + 1, header.size()));
    }
    return usual_;
  }

  // A price that is not clear leaves the product without one, or with the one that it has.
  std::optional<Money> price_of(const std::string& text) {
    Currency in = header_currency();
    if (const std::string said = cell(currency); !said.empty()) {
      const auto known = currency_from_words(said);
      if (!known) {
        tell(currency, TextKey::catalog_bad_currency, said);
        return std::nullopt;
      }
      in = *known;
    }
    const auto amount = parse_amount_cell(text, marks_.of(text));
    const auto money =
        amount ? money_from_cell(*amount, amount->currency.code != 0 ? amount->currency : in) : std::nullopt;
    if (!money || money->minor < 0) {
      tell(price, TextKey::catalog_bad_price, text);
      return std::nullopt;
    }
    return money;
  }

  TableReader& reader_;
  Columns columns_;
  std::size_t header_rows_ = 0;
  Currency usual_;
  MarkVotes marks_ = {};
  std::unordered_set<std::string> keys_ = {};
  std::vector<Bare> bare_ = {};
  CatalogTable table_ = {};
};

}  // namespace

Result<CatalogTable> read_catalog(TableReader reader, Currency usual) {
  constexpr std::size_t header_rows = 20;
  for (std::size_t i = 0; i < header_rows; ++i) {
    const Result<bool> more = reader.next();
    if (!more) return std::unexpected(more.error());
    if (!*more) break;
    Columns columns = columns_of(reader.cells());
    if (!is_header(columns)) continue;
    Reading reading(reader, std::move(columns), i + 1, usual);
    if (auto done = reading.run(); !done) return std::unexpected(std::move(done.error()));
    return reading.take();
  }
  return refuse(TextKey::catalog_no_columns);
}

}  // namespace voronka
