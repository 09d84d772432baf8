// SPDX-License-Identifier: GPL-3.0-or-later
// What the catalogue says of the two images, side by side, differing attributes first. Values are
// corrected in place (F2, Return, double click; Esc leaves), and attributes that are missing can be
// added. Arrows move in the table; the page's other keys go on to the page.
#pragma once

#include "core/workflow/attributes.h"

#include <QWidget>

#include <optional>
#include <utility>

class QLabel;

namespace triptych::ui {

class AttributesModel;

class AttributesView final : public QWidget
{
    Q_OBJECT
public:
    explicit AttributesView(QWidget* parent = nullptr);
    ~AttributesView() override;
    // Also the answer to a correction: values that were being saved are replaced by these. While a
    // value of the same images is typed it waits until the field is left.
    void setFacts(const workflow::ImageFacts& reference, const workflow::ImageFacts& target);
    void clearFacts();               // not known yet
    void setEditable(bool editable); // false: the project is open for reading only

Q_SIGNALS:
    // `value` may be empty: the image does not have it. Shown as being saved until setFacts.
    void correctionRequested(const triptych::Key& image, const QString& attribute,
                             const QString& value);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void fitRows();

    std::optional<std::pair<workflow::ImageFacts, workflow::ImageFacts>> m_waiting;
    std::pair<Key, Key> m_shown;
    AttributesModel* m_model = nullptr;
    class Table;
    Table* m_table = nullptr;
    QLabel* m_hint = nullptr;
};

} // namespace triptych::ui
