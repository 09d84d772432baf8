// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the embedded facet vocabularies, once.
#include "core/generate/vocabulary.h"

#include "embedded/triptych_generate.h"

#include <nlohmann/json.hpp>

#include <map>

namespace triptych::generate {

namespace {

using nlohmann::json;

std::vector<std::string> strings(const json& object, const char* key)
{
    return object.is_object() ? object.value(key, std::vector<std::string>{})
                              : std::vector<std::string>{};
}

std::string textOf(const json& value)
{
    return value.is_string() ? value.get<std::string>() : value.value("text", std::string{});
}

std::vector<Phrase> phrases(const json& set, const char* key, const std::string& id,
                            Language language)
{
    std::vector<Phrase> list;
    for (const auto& source : strings(set, key)) {
        list.emplace_back(id + "." + key + "." + std::to_string(list.size()), source, language);
    }
    return list;
}

} // namespace

// Fills a Vocabulary. The resources are part of the program: a mistake in them fails the tests.
class VocabularyLoader
{
public:
    explicit VocabularyLoader(Vocabulary& vocabulary)
        : m_vocabulary(vocabulary)
    {}

    void load()
    {
        const PerLanguage<json> sources{json::parse(embedded::ken_json),
                                        json::parse(embedded::kja_json)};
        loadFacets(sources);
        loadParts(sources);
        for (const Language language : {Language::English, Language::Japanese}) {
            loadLanguage(sources[at(language)], language);
        }
        loadCompoundColours(sources);
    }

private:
    void loadFacets(const PerLanguage<json>& sources)
    {
        const auto& english = sources[at(Language::English)]["facets"];
        for (std::size_t i = 0; i < english.size(); ++i) {
            const auto& source = english[i];
            Facet facet;
            facet.id = source["id"];
            facet.templates = source["templates"];
            const std::string form = source["form"];
            facet.form = form == "with"       ? FacetForm::With
                         : form == "labelled" ? FacetForm::Labelled
                                              : FacetForm::Plain;
            facet.knownOnly = source.value("knownOnly", false);
            std::map<std::string, std::size_t> byId;
            for (const auto& [id, value] : source["values"].items()) {
                byId.emplace(id, facet.entries.size());
                facet.entries.emplace_back();
            }
            for (const Language language : {Language::English, Language::Japanese}) {
                loadFacetIn(sources[at(language)]["facets"][i], language, byId, facet, i);
            }
            m_vocabulary.m_facets.push_back(std::move(facet));
        }
    }

    void loadFacetIn(const json& source, Language language,
                     const std::map<std::string, std::size_t>& byId, Facet& facet,
                     std::size_t number)
    {
        facet.label[at(language)] = source["label"];
        facet.unknown[at(language)] = source.value("unknown", std::string{});
        for (const auto& name : strings(source, "names")) {
            m_vocabulary.m_facetNames.emplace(withoutSpaces(foldWords(name)), number);
        }
        for (const auto& [id, value] : source["values"].items()) {
            const std::size_t entry = byId.at(id);
            auto& wording = facet.entries[entry].in[at(language)];
            wording.text = textOf(value);
            wording.alt = value.is_object() ? value.value("alt", std::string{}) : std::string{};
            facet.values.emplace(foldWords(wording.text), ValueMatch{entry, std::nullopt, {}});
            if (!wording.alt.empty()) {
                facet.values.emplace(foldWords(wording.alt), ValueMatch{entry, std::nullopt, {}});
            }
            for (const auto& form : strings(value, "forms")) {
                facet.values.emplace(foldWords(form), ValueMatch{entry, std::nullopt, {}});
            }
            for (const auto& own : strings(value, "own")) {
                facet.values.emplace(foldWords(own), ValueMatch{entry, language, own});
            }
        }
    }

    void loadParts(const PerLanguage<json>& sources)
    {
        for (const auto& [id, english] : sources[at(Language::English)]["parts"].items()) {
            const auto& japanese = sources[at(Language::Japanese)]["parts"][id];
            Part part;
            part.id = id;
            part.in[at(Language::English)] = {textOf(english), english["bare"]};
            part.in[at(Language::Japanese)] = {textOf(japanese), textOf(japanese)};
            const std::size_t number = m_vocabulary.m_parts.size();
            for (const auto* value : {&english, &japanese}) {
                for (const auto& form : strings(*value, "forms")) {
                    m_vocabulary.m_partNames.emplace(foldWords(form), number);
                }
            }
            m_vocabulary.m_partNames.emplace(foldWords(english["bare"].get<std::string>()), number);
            m_vocabulary.m_partNames.emplace(foldWords(textOf(english)), number);
            m_vocabulary.m_partNames.emplace(foldWords(textOf(japanese)), number);
            m_vocabulary.m_parts.push_back(std::move(part));
        }
    }

    void loadLanguage(const json& source, Language language)
    {
        const auto keys = [&](const char* name, std::unordered_set<std::string>& into,
                              bool joined) {
            for (const auto& word : strings(source, name)) {
                into.insert(joined ? withoutSpaces(foldWords(word)) : foldWords(word));
            }
        };
        keys("ignored", m_vocabulary.m_ignored, true);
        keys("partColumns", m_vocabulary.m_partColumns, true);
        keys("yes", m_vocabulary.m_yes, false);
        keys("no", m_vocabulary.m_no, false);
        for (const auto& ending : strings(source, "ignoredEndings")) {
            m_vocabulary.m_ignoredEndings.push_back(ending);
        }
        auto& data = m_vocabulary.m_languages[at(language)];
        data.partOf = source["partOf"];
        data.countOf = source["countOf"];
        for (const auto& [id, set] : source["templates"].items()) {
            data.sets.emplace(
                id, TemplateSet{
                        phrases(set, "single", id, language), phrases(set, "clause", id, language),
                        phrases(set, "is", id, language), phrases(set, "but", id, language),
                        phrases(set, "add", id, language), phrases(set, "remove", id, language),
                        phrases(set, "gain", id, language), phrases(set, "lose", id, language)});
        }
        data.jointPlain = phrases(source["joint"], "plain", "joint", language);
        data.jointBut = phrases(source["joint"], "but", "joint", language);
        for (const auto& pair : source.value("te", json::array())) {
            data.te.emplace_back(pair[0], pair[1]);
        }
    }

    // "dark blue", "ダークブルー": every modifier with every colour.
    void loadCompoundColours(const PerLanguage<json>& sources)
    {
        Facet& colour = m_vocabulary.m_facets.front();
        const auto& english = sources[0]["facets"][0]["values"];
        const auto& japanese = sources[1]["facets"][0]["values"];
        const auto& modifiersJa = sources[1]["modifiers"];
        for (const auto& [modifier, word] : sources[0]["modifiers"].items()) {
            const std::string en = word;
            const std::string ja = modifiersJa[modifier];
            for (const auto& [id, value] : english.items()) {
                const std::string base = textOf(value);
                const std::string stem = japanese[id].value("stem", textOf(japanese[id]));
                const std::size_t entry = colour.entries.size();
                colour.entries.push_back({{Wording{en + " " + base, {}}, Wording{ja + stem, {}}}});
                colour.values.emplace(en + " " + foldWords(base),
                                      ValueMatch{entry, std::nullopt, {}});
                colour.values.emplace(foldWords(ja + stem), ValueMatch{entry, std::nullopt, {}});
                for (const auto& own : strings(value, "own")) {
                    colour.values.emplace(en + " " + foldWords(own),
                                          ValueMatch{entry, Language::English, en + " " + own});
                }
            }
        }
    }

    Vocabulary& m_vocabulary;
};

Vocabulary::Vocabulary()
{
    VocabularyLoader{*this}.load();
}

} // namespace triptych::generate
