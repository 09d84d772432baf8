// SPDX-License-Identifier: GPL-3.0-or-later
// How well texts retrieve photos, measured on real ones: `align_report DATA WORDINGS [CACHE]`, with
// the models of TRIPTYCH_MODELS. DATA has magento/ and clothing/; what was encoded is kept in
// CACHE. Beside WORDINGS lie phone_photos.tsv and phone_queries.tsv.
#include "align_report_data.h"
#include "align_report_phone.h"

#include "core/retrieval/composed_query.h"
#include "core/retrieval/metrics.h"

#include "core/base/random.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <set>

using namespace triptych;
using namespace triptych::retrieval;
using namespace triptych::align_report;

namespace {

struct Wish
{
    std::string_view words;
    std::string_view label;
};
constexpr auto kWishes = std::to_array<Wish>({{"hat", "Hat"},
                                              {"shoes", "Shoes"},
                                              {"dress", "Dress"},
                                              {"trousers", "Pants"},
                                              {"skirt", "Skirt"},
                                              {"t-shirt", "T-Shirt"},
                                              {"shorts", "Shorts"},
                                              {"hoodie", "Hoodie"},
                                              {"jacket", "Outwear"},
                                              {"shirt", "Shirt"},
                                              {"long sleeve top", "Longsleeve"},
                                              {"polo shirt", "Polo"},
                                              {"suit jacket", "Blazer"}});

using Fitted = std::shared_ptr<const Alignment>;

Fitted fitOn(const Set& set, const std::vector<std::size_t>& rows, bool labels, Texts& texts)
{
    const Set part = set.only(rows);
    AlignmentInput input;
    input.encoder = &texts.info();
    input.global = &part.global;
    input.seen = &part.seen;
    for (std::size_t i = 0; i < part.rows.size(); ++i) {
        input.products.push_back(part.rows[i].at("sku"));
        for (const auto& [facet, value] : part.labelsOf(i)) {
            if (labels) {
                input.words.push_back({i, facet, value, 1.0});
            }
        }
    }
    const auto start = std::chrono::steady_clock::now();
    auto fitted = Alignment::fit(input, texts, {}, {});
    if (!fitted) {
        std::cerr << describe(fitted.error()) << '\n';
        std::exit(1);
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    const auto& report = (*fitted)->report();
    std::printf("    fit: %zu images, %zu words, lambda %g, validation %.3f, weight %.3f, %.2f s\n",
                report.images, report.words, report.lambda, report.validation, report.weights.text,
                took.count());
    return *fitted;
}

std::vector<float> scores(const ComposedVectors& query, const Matrix& global, const Matrix& aligned)
{
    std::vector<float> out(global.rows);
    for (std::size_t i = 0; i < out.size(); ++i) {
        for (std::size_t c = 0; c < query.image.size(); ++c) {
            out[i] += query.image[c] * global.row(i)[c];
        }
        for (std::size_t c = 0; c < query.aligned.size(); ++c) {
            out[i] += query.aligned[c] * aligned.row(i)[c];
        }
    }
    return out;
}

// Mean precision at 10 of the everyday words among `rows` of the clothing photos.
double precision(const Set& set, const std::vector<std::size_t>& rows, const Fitted& alignment,
                 Texts& texts, Method method, bool spell)
{
    const Set part = set.only(rows);
    const Matrix aligned = *alignment->project(part.global, part.seen);
    double sum = 0;
    for (const auto& wish : kWishes) {
        ComposedInput input;
        input.texts.push_back({std::string(wish.words), 1.0});
        const auto query = compose(method, input, *alignment, texts);
        const auto score = scores(*query, part.global, aligned);
        std::vector<std::size_t> order(score.size());
        for (std::size_t i = 0; i < order.size(); ++i) {
            order[i] = i;
        }
        std::ranges::stable_sort(order, [&](auto a, auto b) { return score[a] > score[b]; });
        double right = 0;
        for (std::size_t i = 0; i < 10; ++i) {
            right += part.rows[order[i]].at("category") == wish.label ? 0.1 : 0;
        }
        sum += right;
        if (spell) {
            std::printf("      %-16s %.1f\n", std::string(wish.words).c_str(), right);
        }
    }
    return sum / static_cast<double>(kWishes.size());
}

struct Query
{
    std::size_t reference = 0;
    std::size_t target = 0;
    std::string text;
};

std::string lower(std::string text)
{
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

std::vector<Query> colourQueries(const Set& set, const std::vector<std::string>& wordings)
{
    Random random(1, "wordings");
    std::vector<Query> out;
    for (std::size_t a = 0; a < set.rows.size(); ++a) {
        for (std::size_t b = 0; b < set.rows.size(); ++b) {
            const auto& from = set.rows[a];
            const auto& to = set.rows[b];
            if (from.at("sku") != to.at("sku") || from.at("color") == to.at("color")) {
                continue;
            }
            std::string text = wordings[random.below(wordings.size())];
            for (const auto& [slot, value] :
                 {std::pair("{to}", to.at("color")), std::pair("{from}", from.at("color"))}) {
                for (std::size_t at = text.find(slot); at != std::string::npos;
                     at = text.find(slot)) {
                    text.replace(at, std::string(slot).size(), lower(value));
                }
            }
            out.push_back({a, b, text});
        }
    }
    return out;
}

struct Ranks
{
    std::vector<double> first;
    std::vector<double> fifth;
    std::vector<std::size_t> groups;
};

void rank(const Set& set, const std::vector<Query>& queries, const Fitted& alignment, Texts& texts,
          Method method, Ranks& ranks, bool spell)
{
    const Matrix aligned = *alignment->project(set.global, set.seen);
    for (const auto& query : queries) {
        ComposedInput input;
        input.references.push_back(
            {set.global.row(query.reference), 1.0, aligned.row(query.reference)});
        input.colourOffset = texts.info().colourOffset;
        input.colourSize = texts.info().colourSize;
        input.texts.push_back({query.text, 1.0});
        const auto composed = compose(method, input, *alignment, texts);
        const auto score = scores(*composed, set.global, aligned);
        std::vector<std::size_t> candidates;
        for (std::size_t i = 0; i < set.rows.size(); ++i) {
            if (i != query.reference) {
                candidates.push_back(i);
            }
        }
        const auto at = ranksOf(score, set.names, candidates, std::array{query.target});
        ranks.first.push_back(hit(at, 1) ? 1 : 0);
        ranks.fifth.push_back(hit(at, 5) ? 1 : 0);
        ranks.groups.push_back(query.reference);
        if (spell && at[0] > 1) {
            std::printf("      %zu  %s -> %s: %s\n", at[0], set.names[query.reference].c_str(),
                        set.names[query.target].c_str(), query.text.c_str());
        }
    }
}

double mean(const std::vector<double>& values)
{
    double sum = 0;
    for (const double value : values) {
        sum += value;
    }
    return sum / static_cast<double>(std::max<std::size_t>(1, values.size()));
}

std::vector<std::size_t> all(const Set& set)
{
    std::vector<std::size_t> rows(set.rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i] = i;
    }
    return rows;
}

void tell(const char* what, Method method, const Ranks& ranks)
{
    const auto interval = bootstrap95(ranks.first, ranks.groups, 1);
    std::printf("  %-34s %-8s R@1 %.3f (%.3f – %.3f)  R@5 %.3f  n %zu\n", what,
                std::string(methodName(method)).c_str(), mean(ranks.first), interval.low,
                interval.high, mean(ranks.fifth), ranks.first.size());
}

constexpr auto kMethods =
    std::to_array<Method>({Method::Image, Method::Text, Method::Fusion, Method::Aligned});

void colourChange(const Set& magento, const Set& clothing, const std::vector<std::string>& wordings,
                  Texts& texts, bool spell)
{
    const auto queries = colourQueries(magento, wordings);
    std::set<std::string> names;
    for (const auto& row : magento.rows) {
        names.insert(row.at("sku"));
    }
    std::vector<std::string> products(names.begin(), names.end());
    Random(1, "folds").shuffle(products);
    std::array<Ranks, kMethods.size()> ranks;
    for (std::size_t fold = 0; fold < 5; ++fold) {
        const auto held = [&](std::size_t i) {
            const auto at = std::ranges::find(products, magento.rows[i].at("sku"));
            return static_cast<std::size_t>(at - products.begin()) % 5 == fold;
        };
        std::vector<std::size_t> train = all(magento);
        std::erase_if(train, held);
        std::vector<Query> asked = queries;
        std::erase_if(asked, [&](const Query& query) { return !held(query.reference); });
        const auto fitted = fitOn(magento, train, true, texts);
        for (std::size_t m = 0; m < kMethods.size(); ++m) {
            rank(magento, asked, fitted, texts, kMethods[m], ranks[m],
                 spell && kMethods[m] == Method::Aligned);
        }
    }
    for (std::size_t m = 0; m < kMethods.size(); ++m) {
        tell("magento, 5-fold by sku", kMethods[m], ranks[m]);
    }
    for (const bool labels : {false, true}) {
        const auto fitted = fitOn(clothing, all(clothing), labels, texts);
        for (const Method method : kMethods) {
            Ranks other;
            rank(magento, queries, fitted, texts, method, other, false);
            tell(labels ? "magento, fitted on clothing" : "magento, no label", method, other);
        }
    }
}

void everydayWords(const Set& magento, const Set& clothing, Texts& texts, bool spell)
{
    const auto rows = all(clothing);
    const auto classes = fitOn(clothing, rows, false, texts);
    const auto other = fitOn(magento, all(magento), true, texts);
    for (const Method method : {Method::Text, Method::Aligned}) {
        const std::string name(methodName(method));
        std::printf("  clothing, no label                 %-8s P@10 %.3f\n", name.c_str(),
                    precision(clothing, rows, classes, texts, method, spell));
        std::printf("  clothing, fitted on magento        %-8s P@10 %.3f\n", name.c_str(),
                    precision(clothing, rows, other, texts, method, spell));
    }
    for (std::uint64_t seed = 0; seed < 3; ++seed) {
        auto order = rows;
        Random(seed, "half").shuffle(order);
        const std::vector<std::size_t> train(
            order.begin(), order.begin() + static_cast<std::ptrdiff_t>(order.size() / 2));
        const std::vector<std::size_t> test(
            order.begin() + static_cast<std::ptrdiff_t>(order.size() / 2), order.end());
        const auto fitted = fitOn(clothing, train, true, texts);
        for (const Method method : {Method::Text, Method::Aligned}) {
            std::printf("  clothing, half of the labels       %-8s P@10 %.3f\n",
                        std::string(methodName(method)).c_str(),
                        precision(clothing, test, fitted, texts, method, spell && seed == 0));
        }
    }
}

// Without a label; fitted on other goods; fitted on the photos that are not asked about.
void phoneWishes(const Set& magento, const Set& clothing, const std::filesystem::path& data,
                 Texts& texts, bool spell)
{
    const auto none = fitOn(clothing, all(clothing), false, texts);
    phoneQueries("phone, no label", data, clothing, *none, texts, spell);
    const auto other = fitOn(magento, all(magento), true, texts);
    phoneQueries("phone, magento", data, clothing, *other, texts, false);
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 3) {
        std::cerr << "align_report DATA WORDINGS [CACHE] [-v]\n";
        return 2;
    }
    const bool spell = std::string_view(argv[argc - 1]) == "-v";
    const std::filesystem::path cache = argc > 3 ? argv[3] : "";
    auto opened = openTexts();
    if (!opened) {
        std::cerr << describe(opened.error()) << '\n';
        return 1;
    }
    Texts& texts = **opened;
    const auto magento = readSet(argv[1], "magento", "manifest.csv", texts, cache);
    const auto clothing = readSet(argv[1], "clothing", "labels.csv", texts, cache);
    if (!magento || !clothing) {
        std::cerr << describe(magento ? clothing.error() : magento.error()) << '\n';
        return 1;
    }
    const auto keep = cache / "texts.bin";
    if (!cache.empty()) {
        texts.load(keep);
    }
    phoneWishes(*magento, *clothing, std::filesystem::path(argv[2]).parent_path(), texts, spell);
    colourChange(*magento, *clothing, readWordings(argv[2]), texts, spell);
    everydayWords(*magento, *clothing, texts, spell);
    if (!cache.empty()) {
        texts.save(keep);
    }
    return 0;
}
