// SPDX-License-Identifier: GPL-3.0-or-later
// What a project says of its images, as labels of an alignment: attributes and categories that
// several products share, and accepted texts.
#include "core/base/sha256.h"
#include "core/base/utf8.h"
#include "core/formats/safetensors.h"
#include "core/nn-api/encoder.h"
#include "core/retrieval/alignment.h"
#include "core/store/database.h"
#include "core/store/images.h"
#include "core/store/reading.h"
#include "core/workflow/project_inner.h"
#include "core/workflow/search_alignment.h"
#include "core/workflow/search_features.h"
#include "core/workflow/search_vectors.h"

#include <algorithm>
#include <set>

namespace triptych::workflow {

namespace {

constexpr std::size_t kLongestWord = 40; // bytes; longer cells are descriptions, not values
constexpr double kProductsEach = 1.5;    // a column whose values name single products is no facet

struct Cell
{
    std::size_t row = 0;
    std::string value;
};

std::vector<std::string> valuesOf(const std::string& cell)
{
    std::vector<std::string> values;
    std::string_view rest = cell;
    while (!rest.empty()) {
        auto end = std::min(rest.find_first_of("|;"), rest.size());
        auto next = end + 1;
        if (const auto comma = rest.find("、"); comma < end) {
            end = comma;
            next = comma + std::string_view{"、"}.size();
        }
        if (const auto value = trimmed(rest.substr(0, end)); !value.empty()) {
            values.emplace_back(value);
        }
        rest.remove_prefix(std::min(next, rest.size()));
    }
    return values;
}

bool isWord(const std::string& value)
{
    const auto letter = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= 0x80 || (byte | 0x20U) - 'a' < 26U;
    };
    return value.size() <= kLongestWord && isValidUtf8(value) &&
           value.find("://") == std::string::npos &&
           2 * std::ranges::count_if(value, letter) > std::ssize(value);
}

class Labels
{
public:
    Labels(const FitRequest& request, const JobContext& job)
        : m_request(request)
        , m_job(job)
    {}

    Status read()
    {
        choose();
        if (auto values = readMatrices(); !values) {
            return values;
        }
        if (auto attributes = readAttributes(); !attributes) {
            return attributes;
        }
        return readTexts();
    }

    [[nodiscard]] retrieval::AlignmentInput& input() { return m_input; }

    [[nodiscard]] std::string digest() const
    {
        Sha256 sum;
        const auto add = [&](std::string_view part) {
            sum.add(part);
            sum.add(std::string_view{"\0", 1});
        };
        add(m_request.encoder.id);
        add(std::to_string(m_request.seed));
        for (const auto index : m_images) {
            add(m_request.gallery.images[index].key);
            add(m_request.gallery.images[index].content);
        }
        for (const auto& product : m_input.products) {
            add(product);
        }
        for (const auto& word : m_input.words) {
            add(std::to_string(word.image));
            add(word.facet);
            add(word.word);
        }
        for (const auto& triplet : m_input.triplets) {
            add(std::to_string(triplet.reference) + " " + std::to_string(triplet.target));
            add(triplet.text);
        }
        return sum.finishHex();
    }

private:
    // By key: the same whatever was imported first, and a fair sample when there are too many.
    void choose()
    {
        const auto& images = m_request.gallery.images;
        for (std::uint32_t i = 0; i < images.size(); ++i) {
            if (m_request.vectors.rowOf(i) != kNoRow && (!m_request.use || m_request.use(i))) {
                m_images.push_back(i);
            }
        }
        std::ranges::sort(m_images, {}, [&](std::uint32_t i) { return images[i].key; });
        if (m_request.most > 0 && m_images.size() > m_request.most) {
            m_images.resize(m_request.most);
        }
        for (std::size_t row = 0; row < m_images.size(); ++row) {
            const auto& image = images[m_images[row]];
            m_rows[image.id] = row;
            m_input.products.push_back(m_request.gallery.products[image.product]);
        }
    }

    Status readMatrices()
    {
        std::vector<std::size_t> rows;
        rows.reserve(m_images.size());
        for (const auto image : m_images) {
            rows.push_back(m_request.vectors.rowOf(image));
        }
        m_global = m_request.vectors.global(rows);
        auto seen = m_request.vectors.seen(rows);
        if (!seen) {
            return fail(seen);
        }
        m_seen = std::move(*seen);
        m_input.encoder = &m_request.encoder;
        m_input.global = &m_global;
        m_input.seen = &m_seen;
        return {};
    }

    Status readAttributes()
    {
        std::map<std::string, std::vector<Cell>> columns;
        const auto read =
            store::ImageStore(databaseOf(m_request.project)).stream({}, [&](const Image& image) {
                if (const auto row = m_rows.find(image.id); row != m_rows.end()) {
                    if (!image.category.empty()) {
                        columns["category"].push_back({row->second, image.category});
                    }
                    for (const auto& [name, cell] : image.attributes) {
                        for (auto& value : valuesOf(cell)) {
                            columns[name].push_back({row->second, std::move(value)});
                        }
                    }
                }
                return !m_job.cancelled();
            });
        if (!read || m_job.cancelled()) {
            return read ? Status{fail(ErrorCode::Cancelled)} : read;
        }
        for (auto& [name, cells] : columns) {
            addFacet(name, cells);
        }
        return {};
    }

    void addFacet(const std::string& name, std::vector<Cell>& cells)
    {
        std::erase_if(cells, [](const Cell& cell) { return !isWord(cell.value); });
        if (!isFacet(cells)) {
            return;
        }
        std::ranges::stable_sort(cells, {}, &Cell::row);
        for (auto& cell : cells) {
            m_input.words.push_back({cell.row, name, std::move(cell.value), 1.0});
        }
    }

    // Its values are shared by products, or tell images of a product apart without naming each.
    [[nodiscard]] bool isFacet(const std::vector<Cell>& cells) const
    {
        std::set<std::string_view> values;
        std::set<std::pair<std::string_view, std::string_view>> uses; // value, product
        std::map<std::string_view, std::set<std::string_view>> ofProduct;
        for (const auto& cell : cells) {
            const auto& product = m_input.products[cell.row];
            const auto owner = product.empty() ? m_request.gallery.images[m_images[cell.row]].key
                                               : std::string_view{product};
            values.insert(cell.value);
            uses.emplace(cell.value, owner);
            ofProduct[owner].insert(cell.value);
        }
        if (values.empty()) {
            return false;
        }
        const auto count = static_cast<double>(values.size());
        const bool shared = static_cast<double>(uses.size()) >= kProductsEach * count;
        const bool varies = std::ranges::any_of(
            ofProduct, [](const auto& product) { return product.second.size() > 1; });
        return shared || (varies && values.size() * 2 <= cells.size());
    }

    // Accepted and edited forward texts: of their targets, and as triplets for the weights.
    Status readTexts()
    {
        store::SlotQuery query;
        query.states = {SlotState::Accepted, SlotState::Edited};
        query.direction = Direction::Forward;
        return store::Reader(databaseOf(m_request.project))
            .exportSlots(query, [&](const store::ExportSlot& slot) {
                const auto reference = m_rows.find(slot.reference);
                const auto target = m_rows.find(slot.target);
                if (slot.slot.text && target != m_rows.end()) {
                    const auto& body = slot.slot.text->body;
                    m_input.words.push_back({target->second, {}, body, 1.0});
                    if (reference != m_rows.end()) {
                        m_input.triplets.push_back({reference->second, target->second, body});
                    }
                }
                return !m_job.cancelled();
            });
    }

    const FitRequest& m_request;
    const JobContext& m_job;
    std::vector<std::uint32_t> m_images; // of the gallery, one a row
    std::unordered_map<ImageId, std::size_t> m_rows;
    Matrix m_global;
    Matrix m_seen;
    retrieval::AlignmentInput m_input;
};

} // namespace

Result<AlignmentPointer> fitAlignment(const FitRequest& request, const JobContext& job)
{
    Labels labels(request, job);
    if (auto read = labels.read(); !read) {
        return fail(read);
    }
    const auto digest = labels.digest();
    if (!request.kept.empty()) {
        const auto facts = formats::safetensorsMetadata(request.kept);
        if (facts && facts->contains("data") && facts->at("data") == digest) {
            if (auto kept = readAlignment(request.kept, request.encoder); kept) {
                return kept;
            }
        }
    }
    std::set<std::string> bodies;
    for (const auto& word : labels.input().words) {
        if (word.facet.empty()) {
            bodies.insert(word.word);
        }
    }
    if (auto loaded = request.texts.preload(request.project,
                                            std::vector<std::string>{bodies.begin(), bodies.end()});
        !loaded) {
        return fail(loaded);
    }
    if (!request.words.empty()) {
        request.texts.keepWordsIn(request.words, request.commonWords, job);
    }
    retrieval::AlignmentOptions options;
    options.seed = request.seed;
    auto fitted = retrieval::Alignment::fit(labels.input(), request.texts.embedder(), options, job);
    request.texts.saveWords();
    if (fitted && !request.kept.empty()) {
        // Only saves the next program's time: a cache that cannot be written is no error.
        static_cast<void>(writeAlignment(request.kept, **fitted, {{"data", digest}}));
    }
    return fitted;
}

} // namespace triptych::workflow
