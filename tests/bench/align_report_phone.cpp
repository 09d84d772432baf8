// SPDX-License-Identifier: GPL-3.0-or-later
// Everyday queries over photos whose kind, colours and pattern were named by eye.
#include "align_report_phone.h"

#include "core/retrieval/composed_query.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <optional>
#include <sstream>

namespace triptych::align_report {

namespace {

using namespace retrieval;

constexpr std::size_t kAnswers = 5;

std::vector<std::string> split(const std::string& text, char mark)
{
    std::vector<std::string> out;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, mark);) {
        out.push_back(part);
    }
    return out;
}

struct Photo
{
    std::size_t row = 0;
    std::string kind;
    std::vector<std::string> colours;
    std::string pattern;
};

struct Wish
{
    std::string half;
    std::optional<std::size_t> reference;
    std::string text;
    std::string negative;
    std::vector<std::string> kinds;
    std::vector<std::string> colours; // "!…": any but these; "*": any
    std::string pattern;              // "-": none; "*": any
};

bool isOneOf(const std::string& what, const std::vector<std::string>& list)
{
    return list.front() == "*" || std::ranges::find(list, what) != list.end();
}

bool hasColour(const Photo& photo, const std::vector<std::string>& wanted)
{
    if (wanted.front().starts_with('!')) {
        return std::ranges::none_of(wanted, [&photo](const std::string& one) {
            return std::ranges::find(photo.colours, one.substr(1)) != photo.colours.end();
        });
    }
    return wanted.front() == "*" || std::ranges::any_of(wanted, [&photo](const std::string& one) {
               return std::ranges::find(photo.colours, one) != photo.colours.end();
           });
}

bool isRight(const Photo& photo, const Wish& wish)
{
    return isOneOf(photo.kind, wish.kinds) && hasColour(photo, wish.colours) &&
           (wish.pattern == "*" || wish.pattern == photo.pattern);
}

std::vector<Photo> readPhotos(const std::filesystem::path& file, const Set& set)
{
    std::vector<Photo> out;
    std::ifstream from(file);
    for (std::string line; std::getline(from, line);) {
        if (line.starts_with('#')) {
            continue;
        }
        const auto fields = split(line, '\t');
        const auto at = std::ranges::find(set.names, fields.size() == 5 ? fields[1] : "");
        if (at == set.names.end()) {
            std::cerr << "not a photo with five fields: " << line << '\n';
            std::exit(1);
        }
        out.push_back({static_cast<std::size_t>(at - set.names.begin()), fields[2],
                       split(fields[3], ','), fields[4]});
    }
    return out;
}

std::vector<Wish> readWishes(const std::filesystem::path& file)
{
    std::vector<Wish> out;
    std::ifstream from(file);
    for (std::string line; std::getline(from, line);) {
        if (line.starts_with('#')) {
            continue;
        }
        const auto fields = split(line, '\t');
        if (fields.size() != 7) {
            std::cerr << "not seven fields: " << line << '\n';
            std::exit(1);
        }
        Wish wish{fields[0], {}, fields[2], fields[3], split(fields[4], ','), split(fields[5], ','),
                  fields[6]};
        if (fields[1] != "-") {
            wish.reference = std::stoul(fields[1]);
        }
        out.push_back(std::move(wish));
    }
    return out;
}

// The best photos, the reference left out.
std::vector<std::size_t> best(const ComposedVectors& query, const Matrix& global,
                              const Matrix& aligned, const Wish& wish)
{
    std::vector<std::pair<float, std::size_t>> order;
    for (std::size_t i = 0; i < global.rows; ++i) {
        float score = 0;
        for (std::size_t c = 0; c < query.image.size(); ++c) {
            score -= query.image[c] * global.row(i)[c];
        }
        for (std::size_t c = 0; c < query.aligned.size(); ++c) {
            score -= query.aligned[c] * aligned.row(i)[c];
        }
        if (wish.reference != i) {
            order.emplace_back(score, i);
        }
    }
    std::ranges::sort(order);
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < std::min(kAnswers, order.size()); ++i) {
        out.push_back(order[i].second);
    }
    return out;
}

struct Score
{
    double right = 0; // of as many as could be
    double kind = 0;
};

Score scoreOf(const std::vector<Photo>& photos, const std::vector<std::size_t>& hits,
              const Wish& wish)
{
    const auto share = [&hits](auto is, double most) {
        return static_cast<double>(std::ranges::count_if(hits, is)) / most;
    };
    const auto possible =
        std::ranges::count_if(photos, [&wish](const Photo& photo) { return isRight(photo, wish); });
    return {share([&](std::size_t i) { return isRight(photos[i], wish); },
                  std::min<double>(kAnswers, static_cast<double>(possible))),
            share([&](std::size_t i) { return isOneOf(photos[i].kind, wish.kinds); }, kAnswers)};
}

// Of the queries of one half and language.
struct Sum
{
    double right = 0;
    double kind = 0;
    int count = 0;
    std::array<int, 3> grades{};

    void add(const Score& score)
    {
        right += score.right;
        kind += score.kind;
        ++count;
        ++grades[score.right >= 0.6 ? 0 : score.right >= 0.2 ? 1 : 2];
    }
};

} // namespace

void phoneQueries(const char* what, const std::filesystem::path& data, const Set& clothing,
                  const Alignment& alignment, Texts& texts, bool spell)
{
    const auto photos = readPhotos(data / "phone_photos.tsv", clothing);
    std::vector<std::size_t> rows;
    std::ranges::transform(photos, std::back_inserter(rows), &Photo::row);
    const Set part = clothing.only(rows);
    const Matrix aligned = *alignment.project(part.global, part.seen);
    const std::size_t offset = texts.info().colourOffset;
    std::map<std::string, Sum> sums;
    for (const auto& wish : readWishes(data / "phone_queries.tsv")) {
        ComposedInput input;
        if (wish.reference) {
            input.references.push_back(
                {part.global.row(*wish.reference), 1.0, aligned.row(*wish.reference)});
            input.colourOffset = offset;
            input.colourSize = texts.info().colourSize;
        }
        input.texts.push_back({wish.text, 1.0});
        input.negative = wish.negative;
        const auto query = compose(Method::Aligned, input, alignment, texts);
        const auto hits =
            query ? best(*query, part.global, aligned, wish) : std::vector<std::size_t>();
        const Score score = scoreOf(photos, hits, wish);
        const bool english = std::ranges::all_of(
            wish.text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
        sums[wish.half + (english ? " English" : " Japanese")].add(score);
        if (spell) {
            std::printf("      %-8s right %.1f kind %.1f share %.2f  %s%s%s%s\n", wish.half.c_str(),
                        score.right, score.kind, query ? query->textShare : 0,
                        wish.reference ? (photos[*wish.reference].kind + " + ").c_str() : "",
                        wish.text.c_str(), wish.negative.empty() ? "" : " - ",
                        wish.negative.c_str());
        }
    }
    for (const auto& [group, sum] : sums) {
        std::printf("  %-20s %-18s P@5 %.3f, of the kind %.3f; %d good, %d fair, %d bad\n", what,
                    group.c_str(), sum.right / sum.count, sum.kind / sum.count, sum.grades[0],
                    sum.grades[1], sum.grades[2]);
    }
}

} // namespace triptych::align_report
