# ruff: noqa: E501 (a claim is one line, however long)
"""Sentences of the narrative and the claims read from them, one form a test; wording and figures are our own."""

from __future__ import annotations

import pytest
from narrative import read, shorts

CASES: dict[str, tuple[str, dict[str, object], list[str], list[str], tuple[int, int]]] = {
    "total_and_change_of_both_sides": (
        "overall",
        {},
        [
            "2023年度收、支总计各512.30万元。与2022年度相比，收、支总计各减少20.10万元，下降3.78%。主要原因：项目完工。",
        ],
        [
            "amount | resources & uses | 512.30万元",
            "change | resources & uses | -20.10万元 | of resources -1",
            "growth | resources & uses | -3.78% | of resources -1",
        ],
        (3, 3),
    ),
    "both_totals_in_one_word": (
        "overall",
        {},
        [
            "甲县水利局2023年度收入支出总计880.5万元。与2022年度相比，收入支出总计增加80.5万元，增长10.06%。",
        ],
        [
            "amount | resources & uses | 880.5万元",
            "change | resources & uses | +80.5万元 | of resources -1",
            "growth | resources & uses | +10.06% | of resources -1",
        ],
        (3, 3),
    ),
    "two_values_for_two_sides": (
        "overall",
        {},
        [
            "2023年度收、支总计各是3210.55,3198.20万元。与2022年相比，收、支总计各增加110.25,98.40万元，各上升3.56%、3.17%。",
        ],
        [
            "amount | resources | 3210.55万元",
            "amount | uses | 3198.20万元",
            "change | resources | +110.25万元 | of resources -1",
            "change | uses | +98.40万元 | of uses -1",
            "growth | resources | +3.56% | of resources -1",
            "growth | uses | +3.17% | of uses -1",
        ],
        (6, 6),
    ),
    "figures_told_respectively": (
        "overall",
        {},
        [
            "2023年度收入812.40、支总计798.11万元。与2022年相比，收入减少20.10、支总计减少30.20万元，分别下降2.41%、3.65%。",
        ],
        [
            "amount | resources or income | 812.40",
            "amount | uses or expenditure | 798.11万元",
            "change | resources or income | -20.10 | of resources -1 or income -1",
            "change | uses or expenditure | -30.20万元 | of uses -1 or expenditure -1",
            "growth | resources or income | -2.41% | of resources -1 or income -1",
            "growth | uses or expenditure | -3.65% | of uses -1 or expenditure -1",
        ],
        (4, 4),
    ),
    "parts_of_the_totals": (
        "overall",
        {},
        [
            "2023年度收入总计900.50万元，其中：本年收入合计880.50万元，使用非财政拨款结余0万元，年初结转和结余20万元。支出总计900.50万元，其中：本年支出合计890万元，结余分配0.50万元，年末结转和结余10万元。",
        ],
        [
            "amount | resources | 900.50万元",
            "amount | income | 880.50万元",
            "amount | surplus_used | 0万元",
            "amount | opening | 20万元",
            "amount | uses or expenditure | 900.50万元",
            "amount | expenditure | 890万元",
            "amount | distribution | 0.50万元",
            "amount | closing | 10万元",
        ],
        (8, 8),
    ),
    "both_sides_against_last_year_apart": (
        "overall",
        {},
        [
            "2023年部门收入5,000,000.00元，支出4,900,000.00元，比上年收入增加5.2%，支出比上年增加3 %。",
        ],
        [
            "amount | resources or income | 5000000.00元",
            "amount | uses or expenditure | 4900000.00元",
            "growth | resources or income | +5.2% | of resources -1 or income -1",
            "growth | uses or expenditure | +3% | of uses -1 or expenditure -1",
        ],
        (4, 4),
    ),
    "last_years_figure_printed": (
        "overall",
        {},
        [
            "2023年总收入686.82万元，比上年总收入711.92万元减少25.10万元，下降3.53%。",
        ],
        [
            "amount | resources or income | 686.82万元",
            "amount | resources -1 or income -1 | 711.92万元",
            "change | resources or income | -25.10万元 | of resources -1 or income -1",
            "growth | resources or income | -3.53% | of resources -1 or income -1",
        ],
        (4, 4),
    ),
    "remark_before_comparison_is_left_open": (
        "overall",
        {},
        [
            "本部门2023年度收入总计600万元，其中年初结转和结余20万元，较2022年增加5万元；本年收入合计580万元，较2022年减少10万元。",
        ],
        [
            "amount | resources | 600万元",
            "amount | opening | 20万元",
            "?change | opening | +5万元 | of opening -1",
            "amount | income | 580万元",
            "change | income | -10万元 | of income -1",
        ],
        (5, 4),
    ),
    "outturn_is_no_base_we_know": (
        "overall",
        {},
        [
            "与2023年执行数相比，收入增加10万元。",
        ],
        [
            "?change | resources or income | +10万元",
        ],
        (1, 0),
    ),
    "another_year_is_no_base": (
        "overall",
        {},
        [
            "与2019年度相比，收入支出总计增加10万元。",
        ],
        [
            "?change | resources & uses | +10万元",
        ],
        (1, 0),
    ),
    "shares_of_income": (
        "income",
        {},
        [
            "本年收入合计300.50万元，其中：财政拨款收入200.50万元，占66.72%；事业收入80万元，占26.62%；其他收入20万元，占6.66%。此外，使用年初结转和结余12万元。",
        ],
        [
            "amount | income | 300.50万元",
            "amount | income appropriation | 200.50万元",
            "share | income appropriation | 66.72% | of income",
            "amount | income institutional | 80万元",
            "share | income institutional | 26.62% | of income",
            "amount | income other | 20万元",
            "share | income other | 6.66% | of income",
            "amount | opening | 12万元",
        ],
        (8, 8),
    ),
    "income_by_items": (
        "income",
        {},
        [
            "1.财政拨款收入120万元，为当年从同级财政取得的资金。较2022年度决算数增加10万元，增长9.09%，主要原因是增人3人。",
            "2.经营收入0.00万元，较上年增加0.00万元，增长0%。",
        ],
        [
            "amount | income appropriation | 120万元",
            "change | income appropriation | +10万元 | of income appropriation -1",
            "growth | income appropriation | +9.09% | of income appropriation -1",
            "amount | income operating | 0.00万元",
            "change | income operating | +0.00万元 | of income operating -1",
            "growth | income operating | +0% | of income operating -1",
        ],
        (6, 6),
    ),
    "shares_of_income_total": (
        "income",
        {},
        [
            "（一）收入总计500万元，包括：1.财政拨款收入400万元，占收入总计的80%；2.其他收入100万元，占收入总计的20%。",
        ],
        [
            "amount | resources | 500万元",
            "amount | income appropriation | 400万元",
            "share | income appropriation | 80% | of resources",
            "amount | income other | 100万元",
            "share | income other | 20% | of resources",
        ],
        (5, 5),
    ),
    "nested_shares": (
        "expenditure",
        {},
        [
            "本年支出合计200万元，其中：基本支出150万元，占75%；基本支出中，人员经费120万元，占80%；公用经费30万元，占20%；项目支出50万元，占25%。",
        ],
        [
            "amount | expenditure | 200万元",
            "amount | expenditure basic | 150万元",
            "share | expenditure basic | 75% | of expenditure",
            "amount | expenditure personnel | 120万元",
            "share | expenditure personnel | 80% | of expenditure basic",
            "amount | expenditure public | 30万元",
            "share | expenditure public | 20% | of expenditure basic",
            "amount | expenditure project | 50万元",
            "share | expenditure project | 25% | of expenditure",
        ],
        (9, 9),
    ),
    "share_without_figure": (
        "expenditure",
        {},
        [
            "本年支出合计200万元，其中：基本支出200万元，占100%；对附属单位补助支出0万元，占 %。",
        ],
        [
            "amount | expenditure | 200万元",
            "amount | expenditure basic | 200万元",
            "share | expenditure basic | 100% | of expenditure",
            "amount | expenditure to_affiliates | 0万元",
            "share | expenditure to_affiliates | % | of expenditure",
        ],
        (4, 4),
    ),
    "appropriation_both_sides_apart": (
        "appropriation",
        {},
        [
            "2023年财政拨款收入总计800万元，与2022年相比增加30万元，增长3.9%，主要原因是增资；财政拨款支出总计800万元，与2022年相比增加30万元，增长3.9%。",
        ],
        [
            "amount | resources appropriation or income appropriation | 800万元",
            "change | resources appropriation or income appropriation | +30万元 | of resources appropriation -1 or income appropriation -1",
            "growth | resources appropriation or income appropriation | +3.9% | of resources appropriation -1 or income appropriation -1",
            "amount | uses appropriation or expenditure appropriation | 800万元",
            "change | uses appropriation or expenditure appropriation | +30万元 | of uses appropriation -1 or expenditure appropriation -1",
            "growth | uses appropriation or expenditure appropriation | +3.9% | of uses appropriation -1 or expenditure appropriation -1",
        ],
        (6, 6),
    ),
    "share_of_all_expenditure": (
        "general_budget.overall",
        {},
        [
            "一般公共预算财政拨款支出90.12万元，占本年支出合计的88.5%。与2022年度相比，一般公共预算财政拨款支出降低9.88万元，降幅为9.88%。",
        ],
        [
            "amount | expenditure general | 90.12万元",
            "share | expenditure general | 88.5% | of expenditure",
            "change | expenditure general | -9.88万元 | of expenditure general -1",
            "growth | expenditure general | -9.88% | of expenditure general -1",
        ],
        (4, 4),
    ),
    "classes_with_marks": (
        "general_budget.structure",
        {},
        [
            "一般公共预算财政拨款支出100万元，主要用于以下方面：教育支出（类）80万元，占80%；住房保障（类）支出20万元，占20%。",
        ],
        [
            "amount | expenditure general | 100万元",
            "amount | expenditure general 205 | 80万元",
            "share | expenditure general 205 | 80% | of expenditure general",
            "amount | expenditure general 221 | 20万元",
            "share | expenditure general 221 | 20% | of expenditure general",
        ],
        (5, 5),
    ),
    "classes_in_quotes_one_a_line": (
        "general_budget.structure",
        {},
        [
            "一般公共预算财政拨款支出100万元，主要用于以下方面：",
            "1.“一般公共服务”60万元，占60%；",
            "2“. 医疗卫生与计划生育支出”40万元，占40.00。",
        ],
        [
            "amount | expenditure general | 100万元",
            "amount | expenditure general 201 | 60万元",
            "share | expenditure general 201 | 60% | of expenditure general",
            "amount | expenditure general 210 | 40万元",
            "share | expenditure general 210 | 40.00 | of expenditure general",
        ],
        (4, 4),
    ),
    "structure_by_kind": (
        "general_budget.structure",
        {},
        [
            "2023年度财政拨款支出120万元，主要用于以下方面：基本支出100万元，占83.33%；项目支出20万元，占16.67%。",
        ],
        [
            "amount | expenditure general or expenditure appropriation | 120万元",
            "amount | expenditure general basic | 100万元",
            "share | expenditure general basic | 83.33% | of expenditure general",
            "amount | expenditure general project | 20万元",
            "share | expenditure general project | 16.67% | of expenditure general",
        ],
        (5, 5),
    ),
    "kind_marked_as_class": (
        "general_budget.structure",
        {},
        [
            "2023年度一般公共预算财政拨款支出50万元，主要用于以下方面：人员经费（类）支出30万元，占60%；公用经费（类）支出20万元，占40%。",
        ],
        [
            "amount | expenditure general | 50万元",
            "amount | expenditure general personnel | 30万元",
            "share | expenditure general personnel | 60% | of expenditure general",
            "amount | expenditure general public | 20万元",
            "share | expenditure general public | 40% | of expenditure general",
        ],
        (5, 5),
    ),
    "unknown_class_is_left_open": (
        "general_budget.structure",
        {},
        [
            "一般公共预算财政拨款支出100万元，主要用于以下方面：会计核算支出30万元，占30%。",
        ],
        [
            "amount | expenditure general | 100万元",
        ],
        (3, 1),
    ),
    "item_with_purpose_and_reason": (
        "general_budget.items",
        {},
        [
            "2.教育支出（类）普通教育（款）初中教育（项）。主要用于：购置12台电脑等5万元。年初预算为85.55万元，支出决算为84.65万元，完成年初预算的98.95%。决算数小于预算数的主要原因：节约2万元。",
        ],
        [
            "amount | expenditure general 2050203 initial | 85.55万元",
            "amount | expenditure general 2050203 | 84.65万元",
            "completion | expenditure general 2050203 | 98.95% | of expenditure general 2050203 initial",
            "direction | expenditure general 2050203 | less | of expenditure general 2050203 initial or expenditure general 2050203 budget or expenditure general 2050203 adjusted",
        ],
        (6, 6),
    ),
    "purpose_within_the_sentence": (
        "general_budget.items",
        {},
        [
            "7.节能环保支出（类）污染防治（款）大气（项），主要用于扬尘治理等项目支出，年初预算为40.80万元，当年支出决算为37.96万元。决算数与预算数基本持平。",
        ],
        [
            "amount | expenditure general 2110301 initial | 40.80万元",
            "amount | expenditure general 2110301 | 37.96万元",
            "direction | expenditure general 2110301 | ~equal | of expenditure general 2110301 initial or expenditure general 2110301 budget or expenditure general 2110301 adjusted",
        ],
        (2, 2),
    ),
    "item_without_marks": (
        "general_budget.items",
        {},
        [
            "1.一般公共服务政府办公厅（室）及相关机构事务行政运行。年初预算为57.68万元，支出决算为72.33万元，完成年初预算的125.4%。",
        ],
        [
            "amount | expenditure general 2010301 initial | 57.68万元",
            "amount | expenditure general 2010301 | 72.33万元",
            "completion | expenditure general 2010301 | 125.4% | of expenditure general 2010301 initial",
        ],
        (3, 3),
    ),
    "item_marked_with_codes": (
        "general_budget.items",
        {},
        [
            "2.社会保障和就业支出（208）行政事业单位养老支出（20805）机关事业单位基本养老保险缴费支出（2080505）年初预算10万元，支出决算9万元。",
        ],
        [
            "amount | expenditure general 2080505 initial | 10万元",
            "amount | expenditure general 2080505 | 9万元",
        ],
        (2, 2),
    ),
    "item_with_leading_code": (
        "general_budget.items",
        {},
        [
            "（1）2210201住房公积金年初预算20万元，支出决算21万元，完成年初预算的105%。",
        ],
        [
            "amount | expenditure general 2210201 initial | 20万元",
            "amount | expenditure general 2210201 | 21万元",
            "completion | expenditure general 2210201 | 105% | of expenditure general 2210201 initial",
        ],
        (3, 3),
    ),
    "item_unknown_is_left_open": (
        "general_budget.items",
        {},
        [
            "1.办公费年初预算为3万元，支出决算为2万元，完成年初预算的66.67%。",
        ],
        [],
        (3, 0),
    ),
    "item_in_the_middle_of_a_broken_line": (
        "general_budget.items",
        {},
        [
            "1.教育支出（类）普通教育（款）初中教育（项）。年初预算为85.55万元，支出决算为",
            "84.65万元。",
        ],
        [
            "amount | expenditure general 2050203 initial | 85.55万元",
            "amount | expenditure general 2050203 | 84.65万元",
        ],
        (2, 2),
    ),
    "final_with_completion_but_no_budget": (
        "general_budget.items",
        {},
        [
            "3.教育支出（类）普通教育（款）小学教育（项）：支出决算为50.00万元，完成预算100%。",
        ],
        [
            "amount | expenditure general 2050202 | 50.00万元",
            "completion | expenditure general 2050202 | 100% | of expenditure general 2050202 budget or expenditure general 2050202 initial or expenditure general 2050202 adjusted",
        ],
        (2, 2),
    ),
    "no_unit_after_a_zero": (
        "general_budget.items",
        {},
        [
            "4.教育支出（类）普通教育（款）小学教育（项）：年初预算为0，支出决算为150万元。",
        ],
        [
            "amount | expenditure general 2050202 initial | 0",
            "amount | expenditure general 2050202 | 150万元",
        ],
        (1, 1),
    ),
    "basic_with_names": (
        "basic",
        {},
        [
            "一般公共预算财政拨款基本支出90万元，其中：人员经费70万元，主要包括：基本工资、津贴补贴、其他对个人和家庭的补助等；公用经费20万元，占基本支出的22.22%，主要包括办公费、维修（护）费、手续费电费。",
        ],
        [
            "amount | expenditure general basic | 90万元",
            "amount | expenditure general personnel | 70万元",
            "names | expenditure general personnel | 基本工资,津贴补贴,其他对个人和家庭的补助",
            "amount | expenditure general public | 20万元",
            "share | expenditure general public | 22.22% | of expenditure general basic",
            "names | expenditure general public | 办公费,维修（护）费,手续费电费",
        ],
        (4, 4),
    ),
    "three_public_of_general_budget_before_2022": (
        "three_public.overall",
        {"year": 2021, "edition": "national-2020"},
        [
            "2021年度“三公”经费财政拨款支出预算为5万元，支出决算为3万元，完成预算的60%。",
        ],
        [
            "amount | expenditure general three_public budget or expenditure general three_public initial or expenditure general three_public adjusted | 5万元",
            "amount | expenditure general three_public | 3万元",
            "completion | expenditure general three_public | 60% | of expenditure general three_public budget or expenditure general three_public initial or expenditure general three_public adjusted",
        ],
        (3, 3),
    ),
    "three_public_against_last_year": (
        "three_public.overall",
        {},
        [
            "2023年度“三公”经费财政拨款支出决算数比2022年度增加5.07万元，增长42.68%，其中：因公出国（境）费支出决算减少为0.00万元，与2022年持平；公务用车购置及运行维护费支出决算增加5.07万元，增长42.68%。公务用车购置及运行维护费支出增加的主要原因是新购一辆公车。",
        ],
        [
            "change | expenditure appropriation three_public | +5.07万元 | of expenditure appropriation three_public -1",
            "growth | expenditure appropriation three_public | +42.68% | of expenditure appropriation three_public -1",
            "amount | expenditure appropriation abroad | 0.00万元",
            "direction | expenditure appropriation abroad | equal | of expenditure appropriation abroad -1",
            "change | expenditure appropriation vehicles | +5.07万元 | of expenditure appropriation vehicles -1",
            "growth | expenditure appropriation vehicles | +42.68% | of expenditure appropriation vehicles -1",
            "direction | expenditure appropriation vehicles | more | of expenditure appropriation vehicles -1",
        ],
        (5, 5),
    ),
    "flat_without_naming_the_year_again": (
        "three_public.overall",
        {},
        [
            "2023年度“三公”经费财政拨款支出决算数与2022年度持平。其中：公务接待费支出决算持平。",
        ],
        [
            "direction | expenditure appropriation three_public | equal | of expenditure appropriation three_public -1",
            "direction | expenditure appropriation reception | equal | of expenditure appropriation reception -1",
        ],
        (0, 0),
    ),
    "three_public_shares": (
        "three_public.details",
        {},
        [
            "“三公”经费财政拨款支出决算中，因公出国（境）费支出决算0万元，占0%；公务接待费支出决算1万元，占33.33%，比上年减少0.5万元，减少了33.33%；公务用车购置及运行维护费支出决算2万元，占66.67%。",
        ],
        [
            "amount | expenditure appropriation abroad | 0万元",
            "share | expenditure appropriation abroad | 0% | of expenditure appropriation three_public",
            "amount | expenditure appropriation reception | 1万元",
            "share | expenditure appropriation reception | 33.33% | of expenditure appropriation three_public",
            "change | expenditure appropriation reception | -0.5万元 | of expenditure appropriation reception -1",
            "growth | expenditure appropriation reception | -33.33% | of expenditure appropriation reception -1",
            "amount | expenditure appropriation vehicles | 2万元",
            "share | expenditure appropriation vehicles | 66.67% | of expenditure appropriation three_public",
        ],
        (8, 8),
    ),
    "trips_and_receptions": (
        "three_public.details",
        {},
        [
            "1.因公出国（境）费支出3万元。全年安排因公出国（境）团组1个、累计4人次。开支内容包括：会议1个。",
            "3.公务接待费1万元，其中：国内公务接待12批次，96人次；国（境）外公务接待0批次，0人次。其中：接待外宾2批次、8人次。",
        ],
        [
            "amount | expenditure appropriation abroad | 3万元",
            "amount | trips.groups | 1个",
            "amount | trips.persons | 4人次",
            "amount | expenditure appropriation reception | 1万元",
            "amount | receptions.batches | 12批次",
            "amount | receptions.persons | 96人次",
            "amount | receptions.abroad_batches | 0批次",
            "amount | receptions.abroad_persons | 0人次",
            "amount | receptions.foreign_batches | 2批次",
            "amount | receptions.foreign_persons | 8人次",
        ],
        (11, 11),
    ),
    "vehicles_bought_and_kept": (
        "three_public.details",
        {},
        [
            "公务用车购置支出为25万元，全年购置公务用车1辆，平均每辆25万元。公务用车运行维护支出12.35万元。2023年，甲市乙局所属各预算单位开支财政拨款的公务用车保有量为8辆。",
        ],
        [
            "amount | expenditure appropriation vehicle_purchase | 25万元",
            "amount | vehicles_bought | 1辆",
            "amount | expenditure appropriation vehicle_operation | 12.35万元",
            "amount | vehicles_kept | 8辆",
        ],
        (5, 5),
    ),
    "brackets_do_not_change_the_subject": (
        "three_public.details",
        {},
        [
            "国内公务接待支出2万（含外宾接待支出0.5万元），比上年减少0.1万元。",
        ],
        [
            "amount | expenditure appropriation reception.domestic | 2万元",
            "amount | expenditure appropriation reception.foreign | 0.5万元",
            "change | expenditure appropriation reception.domestic | -0.1万元 | of expenditure appropriation reception.domestic -1",
        ],
        (3, 3),
    ),
    "sentence_after_a_list_goes_on_with_its_head": (
        "three_public",
        {},
        [
            "“三公”经费支出共计3.00万元，其中：公务接待费1.00万元；公务用车购置及运行费2.00万元。与2022年相比，减少2.00万元，下降40%。",
        ],
        [
            "amount | expenditure appropriation three_public | 3.00万元",
            "amount | expenditure appropriation reception | 1.00万元",
            "amount | expenditure appropriation vehicles | 2.00万元",
            "change | expenditure appropriation three_public | -2.00万元 | of expenditure appropriation three_public -1",
            "growth | expenditure appropriation three_public | -40% | of expenditure appropriation three_public -1",
        ],
        (5, 5),
    ),
    "sentence_after_a_list_with_comparisons_is_left_open": (
        "income",
        {},
        [
            "本年收入合计30万元，其中：财政拨款收入20万元，比上年增加1万元；其他收入10万元，比上年减少2万元。较上年减少1万元。",
        ],
        [
            "amount | income | 30万元",
            "amount | income appropriation | 20万元",
            "change | income appropriation | +1万元 | of income appropriation -1",
            "amount | income other | 10万元",
            "change | income other | -2万元 | of income other -1",
            "?change | income other | -1万元 | of income other -1",
        ],
        (6, 5),
    ),
    "sentence_after_two_lists_is_left_open": (
        "expenditure",
        {},
        [
            "支出合计40万元，其中：基本支出30万元，包括：人员经费20万元，公用经费10万元；项目支出10万元。较上年减少1万元。",
        ],
        [
            "amount | expenditure | 40万元",
            "amount | expenditure basic | 30万元",
            "amount | expenditure personnel | 20万元",
            "amount | expenditure public | 10万元",
            "amount | expenditure project | 10万元",
            "?change | expenditure project | -1万元 | of expenditure project -1",
        ],
        (6, 5),
    ),
    "list_after_including": (
        "expenditure",
        {},
        [
            "本年支出合计3,868.08 万元，包括：基本支出3,706.67 万元，占95.83 %；项目支出161.41万元，占总支出比重为4.17%。",
        ],
        [
            "amount | expenditure | 3868.08万元",
            "amount | expenditure basic | 3706.67万元",
            "share | expenditure basic | 95.83% | of expenditure",
            "amount | expenditure project | 161.41万元",
            "share | expenditure project | 4.17% | of expenditure",
        ],
        (5, 5),
    ),
    "composition_of_the_year": (
        "income",
        {},
        [
            "收入总计120万元，其中年初结转和结余20万元；本年收入合计100万元。",
            "本年收入的具体构成为：财政拨款收入90万元，占90%；其他收入10万元，占10%。",
        ],
        [
            "amount | resources | 120万元",
            "amount | opening | 20万元",
            "amount | income | 100万元",
            "amount | income appropriation | 90万元",
            "share | income appropriation | 90% | of income",
            "amount | income other | 10万元",
            "share | income other | 10% | of income",
        ],
        (7, 7),
    ),
    "total_that_holds_the_year": (
        "expenditure",
        {},
        [
            "本单位2023年度总支出94.1元，其中本年支出93元，占98.83%；年末结转和结余1.1元。其中：基本支出51元，占本年支出的54.84%。",
        ],
        [
            "amount | uses | 94.1元",
            "amount | expenditure | 93元",
            "share | expenditure | 98.83% | of uses",
            "amount | closing | 1.1元",
            "amount | expenditure basic | 51元",
            "share | expenditure basic | 54.84% | of expenditure",
        ],
        (6, 6),
    ),
    "remark_of_the_source": (
        "overall",
        {},
        ["2.其他收入8元，为利息等收入。较2022年度决算数减少3元，上年无此项收入。"],
        ["amount | income other | 8元", "change | income other | -3元 | of income other -1"],
        (2, 2),
    ),
    "prior_year_stated": (
        "three_public",
        {},
        ["公务接待费支出决算1.35万元，比去年减少0.15万元，下降10%，去年支出1.50万元。"],
        [
            "amount | expenditure appropriation reception | 1.35万元",
            "change | expenditure appropriation reception | -0.15万元 | of expenditure appropriation reception -1",
            "growth | expenditure appropriation reception | -10% | of expenditure appropriation reception -1",
            "amount | expenditure appropriation reception -1 | 1.50万元",
        ],
        (4, 4),
    ),
    "budget_between_completion_and_rate": (
        "three_public",
        {},
        ["公务接待费支出决算为1.20万元，完成年初预算2.00万元的60.00%。"],
        [
            "amount | expenditure appropriation reception | 1.20万元",
            "amount | expenditure appropriation reception initial | 2.00万元",
            "completion | expenditure appropriation reception | 60.00% | of expenditure appropriation reception initial",
        ],
        (3, 3),
    ),
    "times_and_points": (
        "three_public",
        {},
        ["公务接待费1万元，比上年增长1.5倍；公务用车运行维护费4万元，占80%，占比提高0.5个百分点。"],
        [
            "amount | expenditure appropriation reception | 1万元",
            "growth | expenditure appropriation reception | ~+150.0% | of expenditure appropriation reception -1",
            "amount | expenditure appropriation vehicle_operation | 4万元",
            "share | expenditure appropriation vehicle_operation | 80% | of expenditure appropriation three_public",
        ],
        (5, 4),
    ),
    "number_torn_by_a_blank": (
        "income",
        {},
        ["本年收入合计1 204.50万元，其中：其他收入 1,2 04.5 万元。"],
        [],
        (2, 0),
    ),
    "receptions_in_many_forms": (
        "three_public.details",
        {},
        [
            "公务接待费0.50万元，主要用于接待来客，接待26批次、104人次。其中：外事接待1批次，4人次。",
            "国内公务接待批次26个，人次104。2023年共接待国内来访团组26个、来宾104人次。",
        ],
        [
            "amount | expenditure appropriation reception | 0.50万元",
            "amount | receptions.batches | 26批次",
            "amount | receptions.persons | 104人次",
            "amount | receptions.foreign_batches | 1批次",
            "amount | receptions.foreign_persons | 4人次",
            "amount | receptions.batches | 26个",
            "amount | receptions.persons | 104人次",
            "amount | receptions.batches | 26个",
            "amount | receptions.persons | 104人次",
        ],
        (9, 9),
    ),
    "money_after_counts": (
        "three_public.details",
        {},
        [
            "公务用车运行维护费4万元。",
            "国内公务接待8批次，63人次，预算2万元，支出决算1万元，完成预算的50%。",
        ],
        [
            "amount | expenditure appropriation vehicle_operation | 4万元",
            "amount | receptions.batches | 8批次",
            "amount | receptions.persons | 63人次",
        ],
        (6, 3),
    ),
    "other_vehicles_are_not_counted": (
        "three_public.details",
        {},
        ["公务用车购置费0万元，报废公务用车2辆，更新购置1辆，其中轿车1辆；车均购置费3万元，保有量5辆。"],
        [
            "amount | expenditure appropriation vehicle_purchase | 0万元",
            "amount | vehicles_bought | 1辆",
            "amount | vehicles_kept | 5辆",
        ],
        (6, 4),
    ),
    "grades_in_many_forms": (
        "performance",
        {},
        [
            "组织对5个项目开展绩效自评，涉及资金60万元，评价等级为“优”的3个、“良”的1个、“中”的1个、“差”的0个。",
            "从结果看，优3个，良好1个，中等1个。",
        ],
        [
            "amount | performance.projects & performance.evaluated | 5个",
            "amount | performance.amount | 60万元",
            "amount | performance.grade.excellent | 3个",
            "amount | performance.grade.good | 1个",
            "amount | performance.grade.medium | 1个",
            "amount | performance.grade.poor | 0个",
            "amount | performance.grade.excellent | 3个",
            "amount | performance.grade.good | 1个",
            "amount | performance.grade.medium | 1个",
        ],
        (9, 9),
    ),
    "grades_of_some_of_the_projects": (
        "performance",
        {},
        ["组织对5个项目开展绩效自评。委托第三方对1个项目开展重点评价，优1个，良0个。"],
        ["amount | performance.projects & performance.evaluated | 5个"],
        (4, 1),
    ),
    "projects_listed": (
        "performance",
        {},
        [
            "①管网改造项目，全年预算数80万元，执行数72万元，完成预算的90%；②路灯维护项目，预算20万元，执行数20万元。",
            "（1）绿化养护项目：金额30万元，用于购置苗木10万元。",
        ],
        [
            "amount | project.amount adjusted | 80万元",
            "amount | project.amount | 72万元",
            "completion | project.amount | 90% | of project.amount adjusted or project.amount budget or project.amount initial",
            "amount | project.amount budget or project.amount initial or project.amount adjusted | 20万元",
            "amount | project.amount | 20万元",
            "amount | project.amount | 30万元",
        ],
        (7, 7),
    ),
    "share_of_what_has_no_counterpart": (
        "performance",
        {},
        ["组织对5个项目开展绩效自评，涉及预算资金60万元，占部门预算项目支出总额的100%。"],
        [
            "amount | performance.projects & performance.evaluated | 5个",
            "amount | performance.amount | 60万元",
            "?share | performance.amount | 100%",
        ],
        (3, 2),
    ),
    "procurement_by_kind_and_size": (
        "procurement",
        {},
        ["货物支出授予中小企业合同金额占货物支出金额的100%，工程支出授予中小企业合同金额占工程支出金额的90%。"],
        [
            "share | procurement.goods.sme | 100% | of procurement.goods",
            "share | procurement.works.sme | 90% | of procurement.works",
        ],
        (2, 2),
    ),
    "equipment_of_another_worth": (
        "assets",
        {},
        ["共有车辆2辆，其中一般公务用车1辆；单价50万元以上设备3台，单价100万元以上设备1台；当年购置车辆1辆。"],
        ["amount | vehicles | 2辆", "amount | equipment | 1台"],
        (7, 4),
    ),
    "levels_told_before": (
        "general_budget.items",
        {},
        [
            "1.“教育支出”（类）2023年度决算90万元，比2023年年初预算增加1万元。其中：",
            "“普通教育”（款）2023年度决算80万元，与2023年年初预算持平。",
        ],
        [
            "amount | expenditure general 205 | 90万元",
            "change | expenditure general 205 | +1万元 | of expenditure general 205 initial",
            "amount | expenditure general 20502 | 80万元",
            "direction | expenditure general 20502 | equal | of expenditure general 20502 initial",
        ],
        (3, 3),
    ),
    "reasons_listed_below": (
        "expenditure",
        {},
        ["本年支出合计90万元，比上年增加9万元，主要原因是：", "1.人员增加，增支5万元；", "2.设备购置，增支4万元。"],
        [
            "amount | expenditure | 90万元",
            "change | expenditure | +9万元 | of expenditure -1",
        ],
        (4, 4),
    ),
    "choice_left_open": (
        "three_public",
        {},
        [
            "“三公”经费支出2万元，比2022年度增加（减少）0.3万元，增长（下降）5%，决算数大小于预算数的主要原因：节约。",
        ],
        [
            "amount | expenditure appropriation three_public | 2万元",
            "change | expenditure appropriation three_public | 0.3万元 | of expenditure appropriation three_public -1",
            "growth | expenditure appropriation three_public | 5% | of expenditure appropriation three_public -1",
        ],
        (3, 3),
    ),
    "difference_without_direction": (
        "three_public",
        {},
        [
            "公务接待费支出1.5万元，年初预算为2万元，差值为0.5万元。",
        ],
        [
            "amount | expenditure appropriation reception | 1.5万元",
            "amount | expenditure appropriation reception initial | 2万元",
            "change | expenditure appropriation reception | 0.5万元 | of expenditure appropriation reception initial",
        ],
        (3, 3),
    ),
    "two_bases": (
        "three_public",
        {},
        [
            "公务接待费0.5万元，比上年预算数下降20%，比上年决算数下降10%。剔除机构划转因素，仍减少0.1万元，下降12%。",
        ],
        [
            "amount | expenditure appropriation reception | 0.5万元",
            "growth | expenditure appropriation reception | -20% | of expenditure appropriation reception budget -1 or expenditure appropriation reception initial -1 or expenditure appropriation reception adjusted -1",
            "growth | expenditure appropriation reception | -10% | of expenditure appropriation reception -1",
        ],
        (5, 5),
    ),
    "about": (
        "three_public",
        {},
        [
            "公务接待费与上年相比减少约0.2万元。",
        ],
        [
            "change | expenditure appropriation reception | ~-0.2万元 | of expenditure appropriation reception -1",
        ],
        (1, 1),
    ),
    "thousands_blanks_and_full_width": (
        "three_public",
        {},
        [
            "公务接待费支出 1, 537.4 万元，占１２．５ ％，比上年下降-3.2 %。",
        ],
        [
            "amount | expenditure appropriation reception | 1537.4万元",
            "share | expenditure appropriation reception | 12.5% | of expenditure appropriation three_public",
            "growth | expenditure appropriation reception | +3.2% | of expenditure appropriation reception -1",
        ],
        (3, 3),
    ),
    "operating_cost_against_budget_then_last_year": (
        "operating_cost",
        {},
        [
            "2023年度机关运行经费支出55.20万元，比年初预算数减少3.10万元，降低5.32%，主要原因是压减。比2022年度增加2万元，增长3.76%。",
        ],
        [
            "amount | operating_cost | 55.20万元",
            "change | operating_cost | -3.10万元 | of operating_cost initial",
            "growth | operating_cost | -5.32% | of operating_cost initial",
            "change | operating_cost | +2万元 | of operating_cost -1",
            "growth | operating_cost | +3.76% | of operating_cost -1",
        ],
        (5, 5),
    ),
    "procurement_with_shares": (
        "procurement",
        {},
        [
            "2023年度政府采购支出总额100万元，其中：政府采购货物支出60万元、政府采购工程支出0万元、政府采购服务支出40万元。授予中小企业合同金额80万元，占政府采购支出总额的80%，其中：授予小微企业合同金额50万元，占授予中小企业合同金额的62.5%；货物采购授予中小企业合同金额占货物支出金额的90%。",
        ],
        [
            "amount | procurement | 100万元",
            "amount | procurement.goods | 60万元",
            "amount | procurement.works | 0万元",
            "amount | procurement.services | 40万元",
            "amount | procurement.sme | 80万元",
            "share | procurement.sme | 80% | of procurement",
            "amount | procurement.small | 50万元",
            "share | procurement.small | 62.5% | of procurement.sme",
            "share | procurement.goods.sme | 90% | of procurement.goods",
        ],
        (9, 9),
    ),
    "procurement_reserved": (
        "procurement",
        {},
        [
            "2023年度本部门面向中小企业预留政府采购项目预算金额72.3万元，面向小微企业预留政府采购项目预算金额52.9万元。在面向中小企业预留的政府采购项目中，由中小企业供应商中标或成交的，采购金额70万元；在其他政府采购项目中，由中小企业供应商中标或成交的，采购金额4.79万元。",
        ],
        [
            "amount | procurement.reserved_sme | 72.3万元",
            "amount | procurement.reserved_small | 52.9万元",
            "amount | procurement.reserved_sme_awarded | 70万元",
            "amount | procurement.other_sme_awarded | 4.79万元",
        ],
        (4, 4),
    ),
    "assets": (
        "assets",
        {},
        [
            "截至2023年12月31日，本部门共有车辆3辆，其中，副部（省）级及以上领导用车0辆、机要通信用车1辆、其他用车2辆，其他用车主要是业务用车；单位价值50万元以上通用设备4台（套）；单价100万元（含）以上设备（不含车辆）1台（套）。",
        ],
        [
            "amount | vehicles | 3辆",
            "amount | vehicles.ministry | 0辆",
            "amount | vehicles.confidential | 1辆",
            "amount | vehicles.other | 2辆",
            "amount | equipment.general | 4台",
            "amount | equipment | 1台",
        ],
        (8, 8),
    ),
    "performance_by_stage": (
        "performance",
        {},
        [
            "编报绩效目标的2023年度项目28个，涉及预算金额1354.13万元；绩效跟踪评价的2023年度项目27个，涉及预算金额1300万元；绩效自评的2023年度项目28个，涉及预算金额1354.13万元，平均得分99.86分（其中，绩效评级为“优”的项目27个；绩效评级为“不合格”的项目1个。绩效自评中共发现问题3个，已经完成整改的2个，正在整改的1个）。",
        ],
        [
            "amount | performance.targets | 28个",
            "amount | performance.targets | 1354.13万元",
            "amount | performance.tracked | 27个",
            "amount | performance.tracked | 1300万元",
            "amount | performance.evaluated | 28个",
            "amount | performance.evaluated | 1354.13万元",
            "amount | performance.score | 99.86分",
            "amount | performance.grade.excellent | 27个",
            "amount | performance.grade.poor | 1个",
            "amount | performance.problems | 3个",
            "amount | performance.problems.fixed | 2个",
            "amount | performance.problems.fixing | 1个",
        ],
        (12, 12),
    ),
    "performance_of_projects": (
        "performance",
        {},
        [
            "2023年度我单位组织对11个项目进行了绩效自评，共涉及资金487.54万元.",
            "主要项目包括：1防火墙 金额：8.7万元。目标：投入8.7万元保障2个网站。",
            "道路养护项目绩效自评综述：自评得分为95.5分。项目全年预算数为20万元，执行数为18万元，完成预算的90%。",
        ],
        [
            "amount | performance.projects & performance.evaluated | 11个",
            "amount | performance.amount | 487.54万元",
            "amount | project.amount | 8.7万元",
            "amount | project.score | 95.5分",
            "amount | project.amount adjusted | 20万元",
            "amount | project.amount | 18万元",
            "completion | project.amount | 90% | of project.amount adjusted or project.amount budget or project.amount initial",
        ],
        (9, 9),
    ),
    "projects_scored_in_a_list": (
        "performance",
        {},
        [
            "各项目得分情况：河道清淤经费98.5分（优）；水闸维修（二期）86.2分（良）。",
            "泵站项目自评得分79分，等级为“中”，堤防项目60.5分，为中。",
            "1.水库加固：自评得分90分，评价等级为优。平均得分88分。",
        ],
        [
            "amount | project.score | 98.5分",
            "amount | project.score | 86.2分",
            "amount | project.score | 79分",
            "amount | project.score | 60.5分",
            "amount | project.score | 90分",
            "amount | performance.score | 88分",
        ],
        (6, 6),
    ),
    "government_fund_flows": (
        "government_fund",
        {},
        [
            "2023年度政府性基金预算财政拨款年初结转和结余1万元；本年收入10万元；本年支出9万元，年末结转和结余2万元。",
        ],
        [
            "amount | opening government_fund | 1万元",
            "amount | income government_fund | 10万元",
            "amount | expenditure government_fund | 9万元",
            "amount | closing government_fund | 2万元",
        ],
        (4, 4),
    ),
    "staff_and_bodies": (
        "overview.structure",
        {},
        [
            "乙局内设4个机构。2023年实有人员11人，其中：在职人员9人、退休人员2人。",
        ],
        [
            "amount | institutions.internal | 4个",
            "amount | persons | 11人",
            "amount | persons.active | 9人",
            "amount | persons.retired | 2人",
        ],
        (0, 0),
    ),
    "offices_within_and_units_covered": (
        "overview.structure",
        {},
        [
            "丙县林业局内设机构6个，无下属预算单位。纳入2023年度部门决算编制范围的单位共1个，即本级。",
            "内设机构6个；纳入编制范围单位2个。",
        ],
        [
            "amount | institutions.internal | 6个",
            "amount | institutions.internal | 6个",
        ],
        (0, 0),
    ),
    "broken_number_is_left_open": (
        "general_budget.structure",
        {},
        [
            "教育支出29,50万元，占19.67%。",
        ],
        [
            "share | expenditure general 205 | 19.67% | of expenditure general",
        ],
        (2, 1),
    ),
    "points_are_no_per_cent": (
        "income",
        {},
        [
            "本年收入合计300万元，占比较上年提高2.5个百分点。",
        ],
        [
            "amount | income | 300万元",
        ],
        (2, 1),
    ),
    "class_of_a_list_without_marks": (
        "general_budget.items",
        {},
        [
            "（1）社会保障和就业支出150.20万元，占14.2%，较年初预算数增加10.20万元，增长7.3%，主要原因是退休增加。",
        ],
        [
            "amount | expenditure general 208 | 150.20万元",
            "share | expenditure general 208 | 14.2% | of expenditure general",
            "change | expenditure general 208 | +10.20万元 | of expenditure general 208 initial",
            "growth | expenditure general 208 | +7.3% | of expenditure general 208 initial",
        ],
        (4, 4),
    ),
    "share_of_all_outturn": (
        "three_public.overall",
        {},
        [
            "公务接待费支出决算为10,000.00元，占总支出决算的33.33%，完成年初预算的50.00%。",
        ],
        [
            "amount | expenditure appropriation reception | 10000.00元",
            "share | expenditure appropriation reception | 33.33% | of expenditure appropriation three_public",
            "completion | expenditure appropriation reception | 50.00% | of expenditure appropriation reception initial",
        ],
        (3, 3),
    ),
    "share_of_total_spending_of_the_fund": (
        "general_budget.items",
        {},
        [
            "2.住房保障（类）支出2,000,000.00元，占一般公共预算财政拨款总支出的18.18%。主要用于公积金；",
        ],
        [
            "amount | expenditure general 221 | 2000000.00元",
            "share | expenditure general 221 | 18.18% | of expenditure general",
        ],
        (2, 2),
    ),
    "worth_of_assets_and_disposals": (
        "assets",
        {},
        [
            "截至2023年12月31日，资产总额50,000.00元，其中，固定资产40,000.00元。处置车辆1辆，共有车辆2辆。",
        ],
        [
            "amount | vehicles | 2辆",
        ],
        (4, 3),
    ),
    "some_of_the_projects": (
        "performance",
        {},
        [
            "本部门对5个项目开展了绩效自评，涉及资金380.50万元。其中，以填报自评表形式自评5项，涉及资金300.50万元。",
        ],
        [
            "amount | performance.projects & performance.evaluated | 5个",
            "amount | performance.amount | 380.50万元",
        ],
        (3, 2),
    ),
    "purpose_of_both_kinds_then_names": (
        "basic",
        {},
        [
            "人员经费650.00万元，较上年决算数增加20.00万元，增长3.2%，主要原因是调资。人员经费用途主要包括基本工资、津贴补贴。公用经费150.00万元。",
        ],
        [
            "amount | expenditure general personnel | 650.00万元",
            "change | expenditure general personnel | +20.00万元 | of expenditure general personnel -1",
            "growth | expenditure general personnel | +3.2% | of expenditure general personnel -1",
            "names | expenditure general personnel | 基本工资,津贴补贴",
            "amount | expenditure general public | 150.00万元",
        ],
        (4, 4),
    ),
    "opening_balance_of_the_fund_in_hand": (
        "general_budget.overall",
        {},
        [
            "此外，年初财政拨款结转和结余30.00万元。",
        ],
        [
            "amount | opening general or opening appropriation | 30.00万元",
        ],
        (1, 1),
    ),
    "counts_in_one_paragraph": (
        "three_public",
        {},
        [
            "因公出国（境）共计1个团组，2人；公务用车购置0辆，公务车保有量为5辆；国内公务接待30批次300人，其中：国内外事接待1批次，3人。",
        ],
        [
            "amount | trips.groups | 1个",
            "amount | trips.persons | 2人",
            "amount | vehicles_bought | 0辆",
            "amount | vehicles_kept | 5辆",
            "amount | receptions.batches | 30批次",
            "amount | receptions.persons | 300人",
            "amount | receptions.foreign_batches | 1批次",
            "amount | receptions.foreign_persons | 3人",
        ],
        (5, 5),
    ),
    "figures_never_filled_in": (
        "expenditure",
        {},
        [
            "对附属单位补助支出0万元，占 %，比上年减少 万元，下降 %。",
            "经营支出XX万元，占XX%，比上年减少XX万元。",
        ],
        [
            "amount | expenditure to_affiliates | 0万元",
            "share | expenditure to_affiliates | % | of expenditure",
            "change | expenditure to_affiliates | -万元 | of expenditure to_affiliates -1",
            "growth | expenditure to_affiliates | -% | of expenditure to_affiliates -1",
        ],
        (1, 1),
    ),
    "old_year_in_the_text_is_another_period": (
        "overall",
        {},
        [
            "2021年度收入支出总计20万元。",
        ],
        [],
        (1, 0),
    ),
    "numbers_of_laws_and_dates_are_no_amounts": (
        "operating_cost",
        {},
        [
            "根据《预算法》第14条和财预〔2016〕143号，2023年7月1日起机关运行经费支出5.5万元，比2022年度增加0.5万元。",
        ],
        [
            "amount | operating_cost | 5.5万元",
            "change | operating_cost | +0.5万元 | of operating_cost -1",
        ],
        (2, 2),
    ),
    "qualified_terms_are_other_things": (
        "general_budget.overall",
        {},
        [
            "其他项目支出20万元，比上年增加3万元。",
        ],
        [],
        (2, 0),
    ),
    "less_spent_in_one_word": (
        "operating_cost",
        {},
        [
            "机关运行经费支出5.5万元，比年初预算节约0.5万元，较上年多0.2万元。",
        ],
        [
            "amount | operating_cost | 5.5万元",
            "change | operating_cost | -0.5万元 | of operating_cost initial",
            "change | operating_cost | +0.2万元 | of operating_cost -1",
        ],
        (3, 3),
    ),
    "increase_of_income_and_cut_of_spending": (
        "overall",
        {},
        [
            "本年收入合计100万元，较上年增收10万元，增长11.11%；本年支出合计90万元，较上年减支5万元，下降5.26%。",
        ],
        [
            "amount | income | 100万元",
            "change | income | +10万元 | of income -1",
            "growth | income | +11.11% | of income -1",
            "amount | expenditure | 90万元",
            "change | expenditure | -5万元 | of expenditure -1",
            "growth | expenditure | -5.26% | of expenditure -1",
        ],
        (6, 6),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_sentence(name: str) -> None:
    section, options, lines, expected, counted = CASES[name]
    reading = read(section, *lines, **options)  # type: ignore[arg-type]
    assert shorts(reading) == expected
    assert (reading.amounts, reading.amounts_bound) == counted
