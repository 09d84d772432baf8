// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of settings.
#include "ui/settings/setting_form.h"

#include "ui/theme/controls.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QSpinBox>

#include <algorithm>

namespace triptych::ui {

namespace {

constexpr int kControlWidth = 240;

} // namespace

SettingForm::SettingForm(Settings& settings, QWidget* parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(space::kThree);
    m_grid->setVerticalSpacing(space::kHalf);
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnMinimumWidth(1, kControlWidth);
}

void SettingForm::follow(SettingKey key, QWidget* control, std::function<void()> show)
{
    show();
    connect(&m_settings, &Settings::changed, control,
            [key, show = std::move(show)](SettingKey one) {
                if (one == key) {
                    show();
                }
            });
}

QComboBox* SettingForm::addChoice(SettingKey key, const QString& name)
{
    auto* box = new QComboBox(this);
    box->setObjectName(name);
    for (const auto& value : Settings::entry(key).choices) {
        box->addItem(QString(), value);
    }
    addControl(box);
    connect(box, &QComboBox::activated, this,
            [this, key, box](int index) { m_settings.setValue(key, box->itemData(index)); });
    follow(key, box,
           [this, key, box] { box->setCurrentIndex(box->findData(m_settings.value(key))); });
    return box;
}

QCheckBox* SettingForm::addSwitch(SettingKey key, const QString& name)
{
    auto* box = new QCheckBox(this);
    box->setObjectName(name);
    const int row = m_grid->rowCount();
    auto* about = makeLabel(LabelRole::Secondary, this);
    about->setWordWrap(true);
    about->setContentsMargins(space::kThree, 0, 0, space::kOneHalf);
    m_grid->addWidget(box, row, 0, 1, 2);
    m_grid->addWidget(about, row + 1, 0, 1, 2);
    m_rows.push_back({box, nullptr, about});
    connect(box, &QCheckBox::toggled, this, [this, key](bool on) { m_settings.setValue(key, on); });
    follow(key, box, [this, key, box] { box->setChecked(m_settings.value(key).toBool()); });
    return box;
}

QSpinBox* SettingForm::addNumber(SettingKey key, const QString& name)
{
    auto* box = new QSpinBox(this);
    box->setObjectName(name);
    box->setRange(Settings::entry(key).least, Settings::entry(key).most);
    box->setKeyboardTracking(false);
    addControl(box);
    connect(box, &QSpinBox::valueChanged, this,
            [this, key](int number) { m_settings.setValue(key, number); });
    follow(key, box, [this, key, box] { box->setValue(m_settings.value(key).toInt()); });
    return box;
}

void SettingForm::addControl(QWidget* control)
{
    const int row = m_grid->rowCount();
    auto* title = makeLabel(LabelRole::Strong, this);
    auto* about = makeLabel(LabelRole::Secondary, this);
    title->setWordWrap(true);
    about->setWordWrap(true);
    about->setContentsMargins(0, 0, 0, space::kOneHalf);
    m_grid->addWidget(title, row, 0, Qt::AlignBottom);
    m_grid->addWidget(control, row, 1, 2, 1, Qt::AlignTop);
    m_grid->addWidget(about, row + 1, 0, Qt::AlignTop);
    m_rows.push_back({control, title, about});
}

void SettingForm::addWide(QWidget* widget)
{
    m_grid->addWidget(widget, m_grid->rowCount(), 0, 1, 2);
}

void SettingForm::setWords(QWidget* control, const QString& title, const QString& about)
{
    const auto row = std::find_if(m_rows.begin(), m_rows.end(),
                                  [control](const Row& one) { return one.control == control; });
    if (auto* box = qobject_cast<QCheckBox*>(control)) {
        box->setText(title);
    } else {
        row->title->setText(title);
        control->setAccessibleName(title);
    }
    control->setAccessibleDescription(about);
    row->about->setText(about);
}

} // namespace triptych::ui
