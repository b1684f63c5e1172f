"""Nationalities: which country an adjective or a people's name belongs to ("Belarusian", "the French")."""

from functools import cache

from toolkit.actors.names import fold, place

# A country, and what its people and things are called; those that add an n to the country's name stand below.
_CALLED = """
Afghanistan: Afghan; Argentina: Argentine, Argentinian; Azerbaijan: Azeri, Azerbaijani; Bangladesh: Bangladeshi;
Barbados: Barbadian; Belarus: Belarusian, Belarussian; Belgium: Belgian; Bosnia: Bosnian; Brazil: Brazilian;
Cambodia: Cambodian; Canada: Canadian; Catalonia: Catalan; Chad: Chadian; China: Chinese; Congo: Congolese;
Croatia: Croatian, Croat; Cyprus: Cypriot; Czech Republic: Czech; Denmark: Danish, Dane; East Timor: Timorese;
Ecuador: Ecuadorian, Ecuadorean; Egypt: Egyptian; El Salvador: Salvadoran, Salvadorean; England: English, Englishman,
Englishmen, Englishwoman; Finland: Finnish, Finn; France: French, Frenchman, Frenchmen, Frenchwoman; Gaza: Gazan;
Germany: German; Ghana: Ghanaian; Greece: Greek; Greenland: Greenlandic, Greenlander; Hungary: Hungarian;
Iceland: Icelandic, Icelander; Iran: Iranian; Iraq: Iraqi; Ireland: Irish, Irishman, Irishmen, Irishwoman;
Israel: Israeli; Italy: Italian; Ivory Coast: Ivorian; Jordan: Jordanian; Kazakhstan: Kazakh, Kazakhstani;
Kosovo: Kosovar, Kosovan; Kuwait: Kuwaiti; Kyrgyzstan: Kyrgyz; Laos: Laotian; Lebanon: Lebanese;
Luxembourg: Luxembourgish; Madagascar: Malagasy; Malta: Maltese; Moldova: Moldovan; Montenegro: Montenegrin;
Morocco: Moroccan; Myanmar: Burmese; Netherlands: Dutch, Dutchman, Dutchmen; Nepal: Nepalese, Nepali;
North Korea: North Korean; North Macedonia: Macedonian; Northern Ireland: Northern Irish; Norway: Norwegian;
Oman: Omani; Pakistan: Pakistani; Palestine: Palestinian; Panama: Panamanian; Paraguay: Paraguayan; Peru: Peruvian;
Philippines: Filipino, Filipina, Philippine; Poland: Polish, Pole; Portugal: Portuguese; Qatar: Qatari;
Russia: Russian; Saudi Arabia: Saudi, Saudi Arabian; Scotland: Scottish, Scot; Senegal: Senegalese; Serbia: Serbian,
Serb; Singapore: Singaporean; Slovakia: Slovak, Slovakian; Slovenia: Slovenian, Slovene; Somalia: Somali, Somalian;
South Africa: South African; South Korea: South Korean; South Sudan: South Sudanese; Soviet Union: Soviet;
Spain: Spanish, Spaniard; Sri Lanka: Sri Lankan; Sudan: Sudanese; Sweden: Swedish, Swede; Switzerland: Swiss;
Taiwan: Taiwanese; Tajikistan: Tajik; Thailand: Thai; Tibet: Tibetan; Turkey: Turkish, Turk; Turkmenistan: Turkmen;
Ukraine: Ukrainian; United Arab Emirates: Emirati; United Kingdom: British, Briton, Brit; United States: American;
Uruguay: Uruguayan; Uzbekistan: Uzbek; Vietnam: Vietnamese; Wales: Welsh, Welshman, Welshmen; Yemen: Yemeni;
Zimbabwe: Zimbabwean
"""
_ADDS_N = (
    "Albania Algeria Angola Armenia Australia Austria Bolivia Bulgaria Chechnya Chile Colombia Crimea Cuba "
    "Eritrea Estonia Ethiopia Gambia Georgia Guatemala Guinea Haiti India Indonesia Jamaica Kenya Latvia Liberia "
    "Libya Lithuania Malaysia Mali Mauritania Mongolia Namibia Nicaragua Nigeria Romania Rwanda Syria Tanzania "
    "Tunisia Uganda Venezuela Zambia"
).split()


@cache
def _countries() -> dict[str, str]:
    """Folded adjective or people's name -> country."""
    result = {fold(country + "n"): country for country in _ADDS_N}
    for row in " ".join(_CALLED.split()).split("; "):
        country, called = row.split(": ")
        result |= {fold(word): country for word in called.split(", ")}
    return result


def country(word: str) -> str | None:
    """The country of an adjective of nationality or of a people's name, else None.

    >>> country("Belarusian"), country("Americans"), country("the Welsh"), country("Parisian")
    ('Belarus', 'United States', 'Wales', None)
    """
    plain = fold(word).removeprefix("the ")
    return _countries().get(plain) or _countries().get(plain.removesuffix("s"))


def key(word: str) -> str | None:
    """The country's key among names (``names.place``) for an adjective of nationality, else None.

    >>> key("American"), key("Kenyan")
    ('united states', 'kenya')
    """
    found = country(word)
    return place(fold(found)) if found else None
