"""What customers say for each ground of a refund; the notation is that of `phrases.py`.

To teach a wording, add a line and a sentence to `tests/bot/understand/test_ground.py`. Words are in
lower case, contractions opened ("did not"), short forms written out (see `words.py`).
"""

from __future__ import annotations

from collections.abc import Mapping

GROUND_PHRASES: Mapping[str, str] = {
    "duplicate_charge": """
        {charge} .. {twice}
        {charge} .. two|2|three|3|many|several|multiple times|time
        {charge} .. more than once
        {charge} .. 2 beses
        {charge} .. do baar|bar
        charged|billed|debited|deducted|cut|kata|nabawas .. twice|thrice|again
        being|getting|got charged|billed|debited ?me again
        repeat charge|charges|payment|debit
        payment|charge|transaction ?card ?was ?is ?got ?been duplicated
        more than one charge|charges|debit|payment ?on|for|from
        shows|show|showing|showed up ?as twice
        should .. one|1|single charge|payment|transaction .. two|2
        refund|return ?of ?the ?my duplicate|duplicated|double|second
        do|2 baar|bar .. {charge}|payment|kat|kata|kate|kati|katgaya|katgaye
        hit|swiped|debit ?my ?card two|2|three|3 times
        hit|swiped twice
        {twice} .. {charge}
        twice|double|doble ang|yung bawas|charge|kaltas|bayad
        nadoble|nagdoble|dobleng
        two|2|multiple|three of ?the ?same charges|charge|transactions|transaction|payments|payment
        two|2|multiple|three|both identical|same|similar ?of charges|payments|transactions|debits
        two|2|multiple|three charges|transactions|payments|debits .. same|one|single|instead|for
        multiple|several|two charges|transactions|payments showing|show|shows
        more than one|once .. same ?transaction|charge|payment|thing
        same {charge}|amount|item .. again|twice|two|multiple|double|2
        second|extra|additional identical|same|duplicate charge|payment|transaction
        {charge} again .. same
        dup charge|payment|transaction|txn
        repeated charge|charges|payment|payments|transaction
        paid .. two|2 times|beses
        two|2 times|beses .. {charge}
        shows|show|showing|appear|appears|appearing|listed twice|multiple|double
        show|shows|showing|appear|appears|appearing .. multiple|several|two|2|three times
        show|shows|showing|appear|appears|appearing .. more than once
    """,
    "not_received": """
        {not} .. {arrive} ?my ?the {thing}
        {not} {arrive}
        {not} my|the|any .. {arrive}
        payment|transaction|transfer .. failed|declined .. but .. {charge}
        yet to arrive|receive|come|show|reflect|appear
        {not} yet|even|been|actually|still|seem|have {arrive}
        {not} seen|see .. {thing}|anything
        can|do|did|could not .. see|find ?the ?my ?any {thing}
        {thing} .. {not} .. {arrive}|through|anymore
        {thing} .. {not} .. gone|went through
        {not} .. {arrive} .. anything|{thing}
        nothing .. {arrive}|loaded|credited
        {not} .. shown|showing|reflecting|reflected|appearing|added|credited .. wallet|account
          |balance
        yet|still|already|waiting to|for|hasn .. arrive|be|the|my {arrive}|{thing}
        still|am|been|already waiting for|on ?my ?the ?this {thing}
        waiting .. {thing} .. {arrive}|through
        waiting for|on ?a ?the ?my ?this ?bank {thing}
        {not} .. {thing} ?yet been added|deposited|transferred
        {not} .. {thing} .. added|credited to
        can|do|does|did not see ?a ?the ?my {thing}
        {not} made|make it there|here ?yet
        can|do|does|did not ?yet ?even see it|them
        {thing} .. {not} .. include|includes|included|seem|deposited|transferred|current|successful
          |arrived
        topped|recharged|loaded .. {not} .. have|got ?any funds|credits|balance|money|load
        made .. {thing} .. still|am waiting
        wala pa rin|din|ring|ding
        wala|walang ?pa ?pang|ang ?yung {thing}
        wala pang {thing}
        wala|walang pa|pa. .. dumating|pumasok|{thing}|natanggap|natatanggap
        hindi pa|parin|pumasok|dumating .. {arrive}|{thing}
        hindi ?pa ?pa ?rin ?din ?ko|ako ?po pumasok|dumating|dumarating|pumapasok|natanggap
          |natatanggap
        {thing} .. hindi|wala|nahi .. {arrive}|pumapasok|dumarating
        {thing} .. nahi|nhi aaya|aaye|mila|mile|aya|hua|huye
        abhi tak nahi|nhi .. aaya|mila|aaye|mile|aya|hua
        {charge} but|pero|lekin|par|magar .. {not} .. {arrive}
        {charge} ?money but|pero|lekin nothing|wala
        balance .. {not} .. change|changed|increase|increased|update|updated|added|correct|go|went
          |move|moved|rise|rose
        gone|deducted|debited .. but|pero|par|lekin|and no|zero|walang {thing}
        where is|are my|the {thing} ?up
        where did .. {thing} go|went
        money|fund|funds|transfer .. there|here yet
        how long .. {thing} .. deposited|arrive|pending
        {thing} .. {not} ?in .. account|wallet
        {thing} is|are not there|here|in
        {thing} .. no longer there
        not .. {arrive} my|the {thing}
        only got|received half|part|some of
    """,
    # Not there yet; where a charge came twice, it is the second one that hangs.
    "not_received pending": """
        still|shows|showing|been ?up ?as ?at ?in ?says ?a pending|frozen
        {thing} ?is ?still ?also ?up ?ups ?was ?says ?are pending|missing|frozen|stuck
        {thing} .. pending|missing|vanished|disappeared|stuck
        pending|missing .. {thing}
    """,
    "technical_failure": """
        technical|system|tech|server|api|internal error|errors|failure|issue|issues|problem
          |problems|glitch|fault|failures
        {system} .. down|crashed|crash|crashes|crashing|broken|offline|failed|failing|bumagsak
          |unresponsive
        {system} .. not ?been ?even work|working|respond|responding|connect|connecting|{send}
        credit|credits|token|tokens|load|sms|otp ?is|are|still not ?been work|working|gumagana
        {system} .. stopped|stops|stop|keeps|kept|started ?on work|working|failing|responding
          |crashing|erroring|sending|timing|timeout
        {system} .. error|errors|timeout|timeouts|timed|bug|buggy|bugs
        error|errors|bug|timeout ?code ?message ?500 .. {system}|{send}
        can|could not send ?any ?my sms|messages|message|anything|text|texts|out|otp
        unable|failed|fails|failing to send ?any|my sms|messages|message|texts|otp
        sms|messages|message|texts|otp ?all ?are|is|were ?all ?keep ?keeps fail|failed|failing
          |bounced
        sms|messages|message|texts|otp are|is|were|was|have not ?being ?been ?getting {send}
        {system} ?is|was|are ?still hindi gumagana|nagana|gumana
        it|everything ?just ?suddenly ?then stopped|stops|quit working|sending
        fail|failed ho gaya|gaye|gayi|raha|rahe
        {system} ayaw|sira|nasira ?gumana ?mag
        hindi gumagana|gumana|maka|makapag|nakapag ?yung|ang ?{system}|send
        {system} .. kaam|chal nahi|nhi
        {system} .. band|kharab ho|hai|tha|gaya
        technical|tech reason|reasons|difficulty|difficulties
        500|502|503|504 error|errors
        threw|throws|throwing|returned|gave|got ?a ?me 500|502|503|504|error|errors|exception
        messages|sms|texts ?are ?is ?were not going|gone|sending|leaving
        got|getting|throws|throwing|returned ?an error|errors|500|timeout
    """,
    "not_activated": """
        {not} ?yet ?been ?got ?get ?getting ?properly ?even activate|activated|activating
        no|without|wala|walang activation yet|done|happened|so|till|until|.
        {not} ?been ?yet ?even switched|turned on
        {not} ?been ?yet ?even enabled
        token|premium|api|account|service|plan|number|subscription .. inactive|unactivated
        token|premium|api|service|plan|subscription .. {not} ?been ?be ?yet ?got ?even ?fully
          + ?properly ?pa ?rin activat*|active|live
        activation .. {not} .. done|happened|completed|happen|complete|successful
        activation|activating .. failed|pending|delayed|fails|stuck|late
        still inactive|unactivated
        waiting for .. activation|activated|activate
        {not} ?pa ?pa ?rin na-activate|activated|naactivate|naka-activate|nagactivate|gumana
        {not} ?pa ?po ?pa ?rin ?din ?po na activat*
        activate|activation nahi|nhi hua|hui|kiya|ho
        {not} .. gone|went live
    """,
    "unused": """
        {not} ?even ?yet ?been ?really ?actually using|used|use|touched|nagamit|ginamit|ginagamit
        unused|untouched|unutilised|unutilized
        {not} .. used|touched|nagamit|ginamit ?it|them|any|even
        {not} ?ko ?pa ?ko ?naman nagamit|nagagamit|ginamit|nagalaw
        use|istemal nahi|nhi kiya|ki|hua
        no need|use ?for ?of it|them|anymore|longer|credits|token
        do not need .. anymore|it|longer|them
        no longer need|needed|use|require
    """,
    "change_of_mind": """
        changed|change|changing ?my|our mind|minds
        change of mind|heart|plans|plan
        plans|plan ?have ?has changed
        changed ?our|my plan|plans
        will not need|want
        found|chose|picked|took ?a ?another vendor|provider|supplier|alternative
        found another|cheaper|better
        do|does not want .. anymore|any|longer|it|them|this
        no longer want|interested|wanted|like
        not interested anymore|any|now|in
        {not} ?really useful|helpful ?for ?to me|us|anymore
        do|does not want the|my|any ?more rest|remaining|others|more
        decided .. not to|do|want|continue|need|against
        decided ?i do not .. want|need
        found .. better|cheaper|another|alternative
        going|went|go|switching|switched with|to another|different|other provider|service|company
        regret|regretted|regretting ?buying ?purchasing ?this ?it|purchase|buying|my
        ayaw|ayoko ko|na|ko. ?na ?po ?pala
        nagbago ?na ?po ang|isip|yung ?isip
        nagbago isip
        man|mann|mood badal|change|badla ?gaya
        nahi|nhi chahiye ?ab
        do not need .. anymore|longer
        no longer need|require
        have second thoughts
        second thoughts
        do|does|did not like it|this|them ?at ?all ?anymore ?na ?po .
        do|does|did not like the|my|this product|service|token|plan|subscription
        do|does not want|need na
        do|does not want|need ?it|this|them .
        not what|wat ?that i|we|im ?am ?was|were ?really wanted|want|needed|need|expected|expecting
          |looking
    """,
    "accidental_purchase": """
        bought|purchased|ordered|recharged|topped|loaded|clicked|paid|subscribed|pressed|purchase
          |order|buy|bili|nabili .. mistake|accident|accidentally|mistakenly|error|unintentionally
          |inadvertently|accidently
        accidentally|mistakenly|accidently|unintentionally|inadvertently .. bought|buy|purchased
          |ordered|paid|clicked|topped|loaded|recharged|made|subscribed|pressed|tapped|purchase
        by|in|with mistake|accident|accidentally|error
        mistaken|accidental|unintentional|unintended|wrongful purchase|order|payment|topup|top|buy
          |recharge|transaction|load|click
        accidentally|mistakenly|accidently|unintentionally|inadvertently|misclick|misclicked
        galti|galati se|ho
        nagkamali|namali|nagkamaling ako|ko|po|bili|ng|lang|ang
        mali ?ako ?ko ?po ?ang ?yung ?ng bili|nabili|pindot|napindot|pagbili|order|nabayaran
        mali|maling ako
        hindi ko|ko. sinasadya|sinadya|sadya
        hindi sinasadya|sinasadyang|sadya
        did not mean|intend|want to ?buy|purchase|order|pay|top|load|recharge
        never meant|intended to
        not .. on purpose
        it|that|this|purchase|order ?was ?is ?just ?only ?purely ?all ?totally an|a|pure ?pure
          + ?honest ?complete accident
        it|that|this|purchase|order was|is accidental|unintentional
        wrong product|item|plan|button|package|thing|credits|one|account|pack
        clicked|pressed|tapped ?the wrong
        my|our kid|son|daughter|child|toddler|nephew|baby .. bought|purchased|clicked|ordered
          |pressed|paid|made
        my|our kid|son|daughter|child|toddler|nephew|niece|baby .. .. and bought|purchased|clicked
          |ordered|pressed|paid|made
        aksidente|aksidenteng
    """,
    "wrong_amount": """
        wrong|incorrect|maling amount|sum|denomination|halaga|quantity|value
        typed|entered|put|keyed|input|loaded|paid|topped|sent|bought|recharged .. too much|many
        load|naload|nagload|nabayad|bayad|pindot|nalagay .. imbes|instead
        typed|entered|put|keyed|loaded|paid|topped|recharged|bought|sent|transferred|nagload ..
          + instead of
        extra|additional|one zero|0 .. typed|added|entered
        added|typed|put|entered .. extra|additional|one zero|0
        paid|loaded|topped|bought|recharged more than .. wanted|intended|needed|meant|planned
        overpaid|overloaded|sobra|sumobra ?ang|yung|ng|ako ?bayad|load|nabayad|nabayaran
        overpaid
        galat|galt amount|rakam
        meant|wanted|supposed to pay|load|top|buy|recharge .. but|only|instead
    """,
    "unauthorised_charge": """
        unauthorised|unauthorized|unauthorise
        fraudulent|fraudulently|fraud ?bank ?card ?credit charge|charges|charged|transaction
          |transactions|payment|payments|purchase|purchases|debit|activity
        charge|transaction|payment|purchase|debit ?is ?was ?a ?been fraud|fraudulent
        card|phone|wallet|gcash|details|credentials|sim ?was ?got ?is ?been ?has stolen
        stolen card|phone|wallet|gcash|details|credentials|sim
        hacked|hack|hacker|hackers|compromised|phished|phishing|nahack|na-hack
        someone|somebody|stranger|hacker|sombody .. used|accessed|bought|made|purchased|charged
          |took|stole|using|paid|logged|topped
        without .. permission|consent|authorization|authorisation|approval|knowledge|authority
        did|have not .. authorise|authorize|authorised|authorized|approve|approved|authorised
        never authorised|authorized|approved|authorise|allowed
        not authorised|authorized ?by
        definitely|certainly|surely|it ?was not me|mine|us
        who did|made ?this|that|the payment|purchase|transaction|charge
        {not} ?been ?done ?ever made|done|initiated|placed|started by me|us
        did not make ?this|that|the|any|these payment|purchase|transaction|charge|order|topup
          |payments
        did|do|can not recognise|recognize|recognised|recognized
        unrecognised|unrecognized|unknown|suspicious charge|charges|transaction|transactions
          |payment|debit|activity
        not mine
        was not me
        never bought|made|purchased|ordered ?this|that|it|any|anything|such|the ?payment|purchase
        bina .. permission|puche|pooche|ijazat|bataye
        hindi ako|ko ang|gumawa|yung|nagbayad|bumili
        walang pahintulot|paalam
    """,
    "operator_failure": """
        operator|operators|carrier|carriers|telecom|telco|telcos|telecoms|jio|airtel|vodafone|globe
          + .. fail|failed|failure|failing|down|block|blocked|blocking|reject|rejected|issue|issues
          |error|problem|outage|undelivered|filtering|filtered|fault|galti
        operator|carrier|telecom|telco|operators .. {not} .. deliver|delivered|delivering|work
          |working
        {not} .. delivered .. operator|carrier|telecom|telco|network
        failed|fail|failing|undelivered .. because|due .. operator|telco|carrier|jio|airtel|globe
        undelivered|failed|blocked|rejected .. operator|carrier|telecom|telco
    """,
    "dlt_rejected": """
        dlt .. reject|rejected|rejection|failed|fail|error|issue|problem|blocked|declined
          |disapproved|pending|scrubbing|mismatch
        dlt .. {not} .. approved|approve|match|matched|registered|accepted|cleared
        reject|rejected|failed|blocked|declined .. dlt
        header|entity|sender ?id ?was rejected|mismatch
    """,
    "wrong_numbers": """
        wrong|invalid|incorrect|inactive|bad|dead|outdated|fake|old|maling|galat ?phone|mobile
          |contact number|numbers|contacts|list|recipients|recipient|data|database|nos|numero|csv
          |excel|sheet
        numbers|contacts|recipients|list ?were|was|is|are ?all ?mostly wrong|invalid|incorrect
          |inactive|outdated|bad|dead
        sent .. wrong people|person|recipients|recipient|group|list|customers
        uploaded .. wrong|incorrect|old
    """,
    "template_rejected": """
        template|templates .. reject|rejected|rejection|disapproved|declined|refused|denied|paused
        template|templates .. {not} .. approved|approve|accepted|pass|passed
        rejected|disapproved|declined|refused|denied .. template|templates
    """,
    "verification_delay": """
        verification .. pending|delay|delayed|stuck|taking|slow|long|failed|late|waiting|rejected
          |ages
        verification .. {not} .. done|complete|completed|finished|approved|happened|through
        waiting .. verification|verified
        {not} ?yet ?been verified
        delay|delayed|slow|pending .. verification
        meta|facebook .. verification|verify|verifying|verified
    """,
    "messaging_fee": """
        messaging|conversation|message|conversations fee|fees|charge|charges|cost|costs|charged
        charged|billed .. per|for|each .. conversation|template|conversations
        meta|whatsapp fee|fees|charges|conversation|charge ?fee|charges
    """,
    "poor_campaign": """
        campaign|campaigns|blast|broadcast|promotion|ads|ad .. poor|bad|no|low|fail|failed|flop
          |flopped|disappointing|useless|nothing|zero|terrible
        campaign|campaigns|blast|broadcast .. {not} .. work|worked|perform|performed|convert|result
          |results|effective|response|responses|sales|sale
        poor|bad|low|no|zero|disappointing|terrible ?campaign performance|results|response
          |responses|engagement|conversion|conversions|leads|replies|sales|roi|clicks|open|delivery
          + .. campaign|rate|rates|sms|from|blast|messages
        poor|bad|disappointing|failed|flop campaign
        {not} .. leads|conversions|replies|sales|orders|response|clicks .. campaign|blast|broadcast
        nobody|noone replied|responded|bought|clicked
    """,
    "account_suspended": """
        got|was|were|been|am|being ?just ?suddenly suspended|banned|blocked ?yesterday ?today .
        got|was|been suspended|banned .. for|because|without|no
        account|profile ?was|is|has|got ?been closed .. violating|violation|terms
          |abuse|spam
        account|number|access|profile .. suspended|suspend|banned|ban|blocked|terminated|disabled
          |deactivated|restricted|suspension|na-ban|nablock
        na ban|block|suspend|lock|nablock|disable ?na ?po ?ang|yung ?aking account|number
        suspended|banned|blocked|terminated|disabled|deactivated|restricted .. my|our|the account
          |number|access|profile
        {i} .. got|been|was|were suspended|banned|blocked|terminated
    """,
    "partial_subscription": """
        part|portion|half|rest|remainder .. subscription|plan|month|year|term|membership
        months|weeks|days|part ?of ?the ?my ?our subscription|plan|membership .. not use|using|need
        remaining|leftover|unused|left months|month|days|period|portion|weeks|part .. subscription
          |plan|membership|year|month|of
        months|weeks|days left|remaining ?on|in|of .. subscription|plan|membership
        prorated|prorate|prorata
        pro rata|rated
        used .. month|months|weeks|days .. subscription|plan|year|annual
        cancel|cancelled|canceled|stopped .. middle|mid|halfway|midway|partway
        only used .. month|months|week|weeks|days|part|half
        subscription|plan .. only used .. days|weeks|month|months
    """,
    "downtime": """
        downtime|outage|outages
        service|services|platform|site|website ?was|is|were|has|been|kept ?been down|unavailable
          |offline|going
        service|platform|site|website .. unavailable|offline|inaccessible
        service|platform|site|website .. not ?been accessible|reachable|available|opening
        was|were|been ?completely down for|all|the|since .. day|days|hours|hour|week|morning|night
    """,
    "cancelled_before_renewal": """
        cancelled|canceled|cancel .. before .. renew|renewal|renewed|renews|billing|charged|charge
        cancelled|canceled .. but|yet|still|and|pero .. charged|billed|renewed|deducted|debited
          |charge
        charged|billed|renewed|debited|deducted|charging|billing .. after|even|despite|though ..
          + cancel|cancelled|canceled|cancelling|canceling|cancellation
        cancelled|canceled .. in|on time .. renewed|charged|billed
        cancelled|canceled .. renewed|charged|billed .. anyway|still|regardless
        cancelled|canceled .. got|was|were ?then ?again ?auto renewed|charged|billed
        unsubscribed .. but|yet|still|and|pero ?got ?was charged|billed|renewed|deducted|debited
        already|previously cancelled|canceled .. charged|billed|renewed|debited
        renewed|charged|billed .. already|had cancelled|canceled
    """,
    "forgot_to_cancel": """
        forgot|forgotten|forget|nakalimutan|nakalimutang|bhool .. cancel|cancelling|canceling
          |unsubscribe|i-cancel|icancel|cancellation
        did not .. cancel .. in|on time
        did not remember .. cancel
        missed .. cancel|cancellation|cancelling .. date|deadline|time|window|renewal
        cancel karna bhool
        slipped my|our mind ?to ?cancel
    """,
    "billing_error": """
        billing|bill|invoice|invoicing|statement error|errors|mistake|issue|wrong|incorrect|problem
          |mistakes|mixup
        error|mistake|wrong .. bill|billing|invoice|statement
        wrong|incorrect price|amount|rate ?was ?is ?got charged|billed|deducted|debited
        bill|invoice|statement .. wrong|incorrect ?price ?amount ?total ?rate
        billed|charged|invoiced for .. but|and|when|while ?we ?i only|just have|need|use|ordered
          |had|used
        billed|charged|invoiced for .. only|just have|need|use|ordered|had
        charged|billed|billing|invoiced .. incorrectly|wrongly|mistakenly|erroneously|wrong
          |incorrect
        charged|billed|debited ?me .. by mistake|error
        wrong|incorrect|erroneous|incorrectly charge|charges|bill|charged|billed|billing|debit
        overcharged|over-charged|overbilled|overcharge|overcharging
        charged|billed|debited|deducted .. too much|more|extra
        charged|billed|debited|deducted ?me ?us more|extra|higher
        extra|additional|excess|excessive|hidden amount|charge|charges|fee|fees|deduction|charged
        charged|billed .. wrong|incorrect|different price|rate|amount|plan
        over charged|charge|billed
    """,
    "promo_not_applied": """
        promo|discount|coupon|voucher|offer|cashback|promocode|code|promotion|bonus|rebate .. {not}
          + .. applied|apply|work|working|given|credited|received|reflected|honoured|honored|used
          |added|get|got|worked
        {not} .. get|got|applied|receive|received|apply|given|honour|see ?the ?my|any promo
          |discount|coupon|voucher|offer|bonus|cashback|promotion|promocode
        {not} .. apply|applied .. discount|promo|coupon|voucher|code|offer
        promo|discount|coupon|voucher|offer|promocode ?code ?was|is rejected|ignored|missing|failed
          |failing|invalid
        hindi .. nabawas|naapply|apply|gumana|nagamit|nakuha .. discount|promo|coupon|voucher|code
        without .. promo|discount|coupon|voucher|offer
        full price .. instead|despite|not|even
        used|applied|entered ?the ?a ?my ?promo ?coupon code|coupon|promo|voucher .. paid|charged
          + ?the full
        paid|charged ?the full amount|price .. code|coupon|promo|voucher|discount
    """,
    "access_problem": """
        can|could not .. log|login|access|signin|enter|sign
        can|could not open ?the ?my dashboard|panel|portal|account|app
        unable|cannot|failed to log|login|access|sign
        locked out
        no access ?to
        lost access
        login|signin|log|access .. {not} .. work|working|possible|granted|given
        login|access|password ?is|has problem|problems|issue|issues|error|errors|failed|fails|denied
        {not} .. able to log|login|access|sign
        hindi .. maka|makapag login|log|access|makalogin|pasok
        login nahi|nhi ho
    """,
    "downgrade": """
        downgrade|downgraded|downgrading|downgrades
        switching|moving .. lower|cheaper|smaller|basic plan|tier|package
        switch|switched|moved|move|go|going .. lower|cheaper|smaller|basic plan|tier|package
    """,
    "mistaken_upgrade": """
        upgrade|upgraded|upgrading .. by|in mistake|accident|error
        upgrade|upgraded|upgrading .. mistake|accident|accidentally|mistakenly|unintentionally
          |error|accidently|galti
        accidentally|mistakenly|unintentionally|accidently|wrongly|mistaken|accidental .. upgrade
          |upgraded|upgrading
        did not .. mean|want|intend .. upgrade|upgraded
        upgraded .. did not|without ask|want|asking|consent|permission
        it|you|system|app upgraded ?me|us|my|our
    """,
}

# Words that give a ground only where the reason was asked for, or stands after "reason:".
GROUND_ANSWERS: Mapping[str, str] = {
    "duplicate_charge": """
        duplicate|double|doubled|twice|doble
    """,
    "not_received": """
        missing|undelivered
        {not} .. there|here|anything
    """,
    "technical_failure": """
        error|errors|failed|failure|failing|broken|bug|technical|down|sira|crash|crashed
        {not} ?even ?really work|working|worked|function|functioning|gumagana|gumana
    """,
    "not_activated": """
        activation|inactive
    """,
    "accidental_purchase": """
        accident|accidental|accidentally|mistake|mistaken|mistakenly|galti|mali|namali|nagkamali
    """,
    "wrong_amount": """
        overpaid|overpayment|sobra
    """,
    "change_of_mind": """
        {not} like|want|need ?it ?this ?them ?anymore ?na ?po .
        {not} want|need na|it|this|them
        regret|mind
    """,
    "unauthorised_charge": """
        hacked|stolen|unauthorised|unauthorized
    """,
    "billing_error": """
        billing|overcharged
    """,
    "downgrade": """
        downgrade
    """,
}
