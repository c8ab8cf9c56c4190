"""Domains that strangers share, as `tools/shared_domains.py` wrote them. Do not edit.

PRIVATE_SUFFIXES: the private domains of the public suffix list of 2026-10-22_08-36-41_UTC (https://publicsuffix.org/list/),
under the Mozilla Public License 2.0, https://mozilla.org/MPL/2.0/, and the domains that Microsoft gives its customers.

REGISTRY_SUFFIXES: those of its other domains that have a dot, such as `co.uk`.

MAILBOX_PROVIDERS: free-email-domains@1.12.6, email-providers@2.26.0, freemail@1.7.0
(npm; MIT, (c) 2017 Kiko Beats; ISC, (c) Jannis R; ISC, (c) 2015 Will White).

One line holds a top-level domain, a colon, and what stands before it. Long lines go on in lines of their own.
"""

PRIVATE_SUFFIXES = """
ac: drr feedback forms sch
academy: official
ag: obj
ai: framer kiloapps uwu
am: radio
app: *.beget *.developer *.hosted *.northflank *.run *.snowflake *.upsun *.zerops aiven base44 botdash
app: brave claude clerk clerkstage cloudflare codepen convex corespeed csb e2b easypanel edgecompute encr
app: expo flutterflow framer frontend.encr gadget github glideos hackclub hasura id.replit leapcell
app: loginline lovable luyani magicpatterns medusajs messerli miren mocha netlify ngrok ngrok-free noop
app: nyat on-fleek on.expo ondigitalocean onhercules pplx preview.csb puter relay.evervault replit retool
app: rocketpreview shiptoday spawnbase sprites staging.expo streamlit telebit typedream up.railway vercel
app: wal wasmer web windsurf wnext zeabur
apple: int
asia: cloudns daemon dix
at: *.futurecms 123webseite 12hp 2ix 4 4lima dnshome futurehosting futuremailing lima-city my myspreadshop
at: priv wien.funkfeuer
au: myspreadshop.com
ba: rs shop.brendly
bar: resolve
basketball: aus nz
be: *.transurl 123website cloud.interhostsolutions cloudns ezproxy.kuleuven my myspreadshop
be: site.webhosting webhosting
berlin: ddns
bg: barsy
biz: activetrail cloud-ip cloudns dscloud dyndns for-better for-more for-some for-the jozi mmafan myftp
biz: no-ip orx selfip webhop
bn: co
br: ac.leg al.leg am.leg ap.leg ba.leg ce.leg df.leg es.leg go.leg ma.leg mg.leg ms.leg mt.leg pa.leg
br: pb.leg pe.leg pi.leg pr.leg rj.leg rn.leg ro.leg rr.leg rs.leg sc.leg se.leg simplesite.com sp.leg
br: tche to.leg
bs: we
build: shiptoday v0 windsurf
builders: cloudsite
business: co
by: mediatech
bz: gsj mydns za
ca: *.awdev barsy box co myspreadshop no-ip onid
camp: at.emf
casa: ui.nabu
case: sav
cc: ccwu cleverapps cloud-ip cloudns csx ec eu fantasyleague ftpaccess game-server gu instances.spawn
cc: myphotos scrapping sryze twmail uk us
cd: cc
ch: *.firenet 123website 12hp 2ix 4lima appengine.flow cloudns cust.cloudscale dnsking gotdns lima-city
ch: linkyard-cloud lpg.objectstorage myspreadshop rma.objectstorage square7
ci: us
cl: cloudns
cloud: *.begetcdn *.magentosite *.on-rancher *.statics antagonist ca.reclaim ch.trendhosting convex
cloud: cs.keliweb de.trendhosting diadem dnshome elastic.k2 elementor emergent es-1.axarnet
cloud: eu-west-1.convex eu.encoway hstgr it1.jenv-aruba jele jote jotelulu k8s.scw keliweb kuleuven
cloud: laravel linkyard matlab observablehq online-server oxa primetel ravendb runs.onstackit s3.k2
cloud: scalebook.scw servebolt smartlabeling.scw tn.oxa trafficplex uk.oxa uk.primetel uk.reclaim
cloud: unison-services urown us-east-1.convex us.reclaim vapor vip.jelastic voorloper website.k2 zap
club: barsy cloudns jele
cn: as.sh canva-apps canva-code direct.quickconnect khsj my.canvasite myqnapcloud onmschina
co: *.otap *.xmit carrd crd firewalledreplit hidns id.firewalledreplit id.repl leadpages lpages mypi
co: realtime.supabase repl storage.supabase supabase umso
codes: *.owo
com: *.0emm *.aivencloud *.atlassian-3p *.atlassian-3p-us-gov-mod *.atlassian-isolated-3p *.auiusercontent
com: *.awsapprunner *.cursorusercontent *.customer-oci *.devinapps *.digitaloceanspaces *.linodeobjects
com: *.lutrausercontent *.metaaiusercontent *.oaiusercontent *.oraclecloudapps *.oraclegovcloudapps
com: *.paywhirl *.qualyhqpartner *.qualyhqportal *.quipelements *.vultrobjects *.ztna-dingtalk 180r
com: 1cooldns 1kapp 3utilities 4u a2hosted abrdns adobeaemcloud af-south-1.elasticbeanstalk africa
com: alibabacloudcs amazonlightsail amplifyapp ap-east-1.elasticbeanstalk ap-northeast-1.elasticbeanstalk
com: ap-northeast-2.elasticbeanstalk ap-northeast-3.elasticbeanstalk ap-south-1.elasticbeanstalk
com: ap-south-2.elasticbeanstalk ap-southeast-1.elasticbeanstalk ap-southeast-2.elasticbeanstalk
com: ap-southeast-3.elasticbeanstalk ap-southeast-4.elasticbeanstalk ap-southeast-5.elasticbeanstalk
com: ap-southeast-6.elasticbeanstalk ap-southeast-7.elasticbeanstalk app.render appchizi applinzi
com: apps-1and1 apps.fbsbx appspacehosted appspaceusercontent appspot atmeta authgear-staging authgearapps
com: aws.databricksapps awsapps awsglobalaccelerator balena-devices barsycenter barsyonline base44-sandbox
com: blogdns blogspot blogsyte boutir bplaced br builtwithdark bumbleshrimp ca-central-1.elasticbeanstalk
com: ca-west-1.elasticbeanstalk cafjs canva-apps canva-hosted-embed canvacode caracal.mythic-beasts
com: cdn77-storage cechire cf-ipfs ciscofreak claudeusercontent cloud.nospamproxy cloudflare-ipfs cn co
com: codespot cprapid cpserver customer.mythic-beasts damnserver dattolocal dattorelay dattoweb ddnsfree
com: ddnsgeek ddnsguru ddnsking de demo.datadetect demo.jelastic deployagent deus-canvas dev.project-study
com: discordsays discordsez ditchyourip dnsabr dnsalias dnsdojo dnsiskinky doesntexist dojin dontexist
com: doomdns dopaas drayddns dreamhosters drive-platform dsmynas durumis dyn-o-saur dynalias
com: dyndns-at-home dyndns-at-work dyndns-blog dyndns-free dyndns-home dyndns-ip dyndns-mail dyndns-office
com: dyndns-pics dyndns-remote dyndns-server dyndns-web dyndns-wiki dyndns-work dynns dynuddns dynuhosting
com: elasticbeanstalk encoreapi est-a-la-maison est-a-la-masion est-le-patron est-mon-blogueur eu
com: eu-1.evennode eu-2.evennode eu-3.evennode eu-4.evennode eu-central-1.elasticbeanstalk
com: eu-central-2.elasticbeanstalk eu-north-1.elasticbeanstalk eu-south-1.elasticbeanstalk
com: eu-south-2.elasticbeanstalk eu-west-1.elasticbeanstalk eu-west-2.elasticbeanstalk
com: eu-west-3.elasticbeanstalk eu.meteorapp eu.pythonanywhere eu1-plenit familyds fastly-edge
com: fastly-terrarium fastvps-server fentiger.mythic-beasts firebaseapp firewall-gateway fldrv forgeblocks
com: frame.claudeusercontent framercanvas freebox-os freeboxos freemyip from-ak from-al from-ar from-ca
com: from-ct from-dc from-de from-fl from-ga from-hi from-ia from-id from-il from-in from-ks from-ky
com: from-ma from-md from-mi from-mn from-mo from-ms from-mt from-nc from-nd from-ne from-nh from-nj
com: from-nm from-nv from-oh from-ok from-or from-pa from-pr from-ri from-sc from-sd from-tn from-tx
com: from-ut from-va from-vt from-wa from-wi from-wv from-wy gcp.databricksapps geekgalaxy gentapps
com: gentlentapis getmyip giize githubusercontent gleeze googleapis googlecode gotdns gotpantheon gr
com: grayjayleagues hatenablog hatenadiary health-carereform hercules-app hercules-dev herokuapp hk
com: hobby-site homelinux homesecuritymac homesecuritypc homeunix hosted-by-files hostedpi hotelwithflight
com: iamallama il-central-1.elasticbeanstalk instance.datadetect ip-ddns ip.linodeusercontent
com: is-a-anarchist is-a-blogger is-a-bookkeeper is-a-bulls-fan is-a-caterer is-a-chef is-a-conservative
com: is-a-cpa is-a-cubicle-slave is-a-democrat is-a-designer is-a-doctor is-a-financialadvisor is-a-geek
com: is-a-green is-a-guru is-a-hard-worker is-a-hunter is-a-landscaper is-a-lawyer is-a-liberal
com: is-a-libertarian is-a-llama is-a-musician is-a-nascarfan is-a-nurse is-a-painter is-a-personaltrainer
com: is-a-photographer is-a-player is-a-republican is-a-rockstar is-a-socialist is-a-student is-a-teacher
com: is-a-techie is-a-therapist is-an-accountant is-an-actor is-an-actress is-an-anarchist is-an-artist
com: is-an-engineer is-an-entertainer is-certified is-gone is-into-anime is-into-cars is-into-cartoons
com: is-into-games is-leet is-not-certified is-slick is-uberleet is-with-theband isa-geek isa-hockeynut
com: issmarterthanyou it jcloud-ver-jpc.ik-server jcloud.ik-server jdevcloud jed.wafaicloud jpn
com: js.wpenginepowered kasserver kozow kr-naver-dev.ncloudstorage kr-naver.ncloudstorage
com: kr-private.gov-ncloudstorage kr-private.ncloudstorage kr.gov-ncloudstorage kr.ncloudstorage
com: la1-plenit ladesk likes-pie likescandy live-website localtonet logoip loseyourip lovableproject
com: lpusercontent lynx.mythic-beasts magicpatternsapp mail.onmicrosoft me-central-1.elasticbeanstalk
com: me-south-1.elasticbeanstalk media.strapiapp members.linode messwithdns meteorapp mex miniserver
com: mochausercontent modelscape mwcloudnonprod myactivedirectory myasustor mycloudnas mydatto mydbserver
com: mydobiss myiphost mynascloud myqnapcloud mysecuritycamera myshopblocks myshopify myspreadshop mytabit
com: mytuleap myvnc neat-url net-freaks nfshost ocelot.mythic-beasts on-aptible on-forge on-vapor
com: oncilla.mythic-beasts onmicrosoft onrender onthewifi onza.mythic-beasts ooguy operaunite orsites
com: outsystemscloud ownprovider paas.hosted-by-previder paas.massivegrid pages.wiardweb
com: pagespeedmobilizer pgfog pivohosting pixolino playstation-cloud pleskns point2this polyspace
com: postman-echo preview.emergentagent pro.typeform pythonanywhere qa2 qbuser qualifioapp quicksytes
com: rackmaze rag-cloud-ch.hosteur rag-cloud.hosteur readthedocs-hosted remotewd reservd rhcloud rice-labs
com: routingthecloud ru ryd.wafaicloud s3-1.amazonaws s3-ap-east-1.amazonaws s3-ap-northeast-1.amazonaws
com: s3-ap-northeast-2.amazonaws s3-ap-northeast-3.amazonaws s3-ap-south-1.amazonaws
com: s3-ap-southeast-1.amazonaws s3-ap-southeast-2.amazonaws s3-ca-central-1.amazonaws
com: s3-eu-central-1.amazonaws s3-eu-north-1.amazonaws s3-eu-west-1.amazonaws s3-eu-west-2.amazonaws
com: s3-eu-west-3.amazonaws s3-external-1.amazonaws s3-fips-us-gov-east-1.amazonaws
com: s3-fips-us-gov-west-1.amazonaws s3-me-south-1.amazonaws s3-sa-east-1.amazonaws s3-us-east-2.amazonaws
com: s3-us-gov-east-1.amazonaws s3-us-gov-west-1.amazonaws s3-us-west-1.amazonaws s3-us-west-2.amazonaws
com: s3-website-ap-northeast-1.amazonaws s3-website-ap-southeast-1.amazonaws
com: s3-website-ap-southeast-2.amazonaws s3-website-eu-west-1.amazonaws s3-website-sa-east-1.amazonaws
com: s3-website-us-east-1.amazonaws s3-website-us-gov-west-1.amazonaws s3-website-us-west-1.amazonaws
com: s3-website-us-west-2.amazonaws s3.amazonaws sa sa-east-1.elasticbeanstalk sakuratan sakuraweb
com: same-app same-preview saves-the-whales scrysec securitytactics selfip sells-for-less sells-for-u
com: servebbs servebeer servecounterstrike serveexchange serveftp servegame servehalflife servehttp
com: servehumour serveirc servemp3 servep2p servepics servequake servesarcasm shopitsite siiites
com: simple-url simplesite sinaapp site.tb-hosting smushcdn space-to-rent sphinx.mythic-beasts
com: stackhero-network static.observableusercontent strapiapp streak-link streaklinks streakusercontent
com: streamlitapp stufftoread subsc-pay taveusercontent teaches-yoga temp-dns theworkpc thingdustdata
com: townnews-staging try-snowplow trycloudflare tuleap-partners uk unusualperson upsunapp us
com: us-1.evennode us-2.evennode us-3.evennode us-4.evennode us-east-1.amazonaws
com: us-east-1.elasticbeanstalk us-east-2.elasticbeanstalk us-gov-east-1.elasticbeanstalk
com: us-gov-west-1.elasticbeanstalk us-west-1.elasticbeanstalk us-west-2.elasticbeanstalk us1-plenit
com: vipsinaapp vivenushop vs.mythic-beasts w-corp-staticblitz w-credentialless-staticblitz w-staticblitz
com: wafflecell webadorsite webspace-host wiredbladehosting withgoogle withyoutube wixsite wixstudio
com: woltlab-demo workisboring wpdevcloud wpenginepowered wphostedmail wpmucdn writesthisblog
com: x.mythic-beasts x0 xen.prgmr xtooldevice yali.mythic-beasts yolasite za
community: myforum nog ravendb
company: mybox
cool: de elementor
cv: dev store
cx: assessments ath calculators cloudns funnels info paynow quizzes researched tests
cz: co custom.metacentrum e4 realm rsc.contentproxy9
de: *.bwcloud-os-instance *.frusky *.xenonconnect 123webseite 12hp 2ix 4lima barsy bplaced co com
de: community-pro customer.speedpartner ddnss ddnssec diskussionsbereich dnshome dnsupdater dyn-berlin
de: dyn-ip24 dyn.cosidns dyn.ddnss dyn.home-webserver dynamisches-dns dyndns.ddnss dyndns1 dyndnssec
de: firewall-gateway fuettertdasnetz git-repos goip heimdns home-webserver home64 in-berlin in-brb
de: in-butter in-dsl in-vpn internet-dns ipv64 iservschule isteingeek istmein keymachine l-o-g-i-n
de: lcube-server lebtimnetz leitungsen lima-city logoip mein-iserv my my-gateway my-router myhome-server
de: myspreadshop onmicrosoft rub ruhr-uni-bochum schuldock schulplattform schulserver spdns square7 srvdns
de: svn-repos taifun-dns test-iserv traeumtgerade virtual-user virtualuser webspaceconfig
de: xn--gnstigbestellen-zvb xn--gnstigliefern-wob
design: bss graphic
dev: *.gateway *.inbrowser *.lcl *.lclstage *.replit *.stg *.stgstage *.webhare api.lp barsy bearblog
dev: botdash brave codepen deno deno-staging erp fly githubpreview grebedoc hrsn is-a is-a-fullstack
dev: is-a-good is-cool is-not-a iserv leapcell localplayer loginline lp mediatech mocha-sandbox modx
dev: myaddr ngrok ngrok-free objects.lp pages panel payload platter-app r2 relay.evervault runcontainers
dev: t3.storage t3.storageapi vercel vivenushop web.erp workers xmit
direct: libp2p
diy: discourse imagine
dk: 123hjemmeside biz co firm myspreadshop reg store
ec: base official
edu: git-pages.rit
education: co
email: intouch p.tawk p.tawkto
es: 123miweb myspreadshop
estate: *.compute
eu: *.nxa *.transurl barsy cloudns deuxfleurs directwp dnshome jelastic.dogado prvw spdns
eus: user.party
events: co koobin
fan: mkm
fi: 123kotisivu dy fi.cloudplatform iki kapsi myspreadshop xn--hkkinen-5wa
financial: co
fm: *.user radio
fr: 123siteweb aeroport avocat chambagri chirurgiens-dentistes chirurgiens-dentistes-en-france dedibox
fr: experts-comptables fbx-os fbxos freebox-os freeboxos goupile kdns medecin myspreadshop notaires on-web
fr: pharmacien port veterinaire ynh
fun: ms vicp yicp zicp
games: pley sheezy
gay: pages
gdn: cnpy
gg: botdash d6.ply daemon.panel kaas panel stackit
global: appwrite
goog: *.usercontent cloud translate
gr: barsy simplesite
group: discourse
gw: nx
health: hra
hk: inc ltd
host: bolt cloudaccess easypanel emergent fastvps freesite gadget half iserv jele mircloud myfast tempurl
host: wp2 wpmudev
hosting: opencraft
hr: shop.brendly
ht: rt
id: e zone
ie: myspreadshop
il: mytabit.co ravpage.co tabitorder.co
in: barsy cloudns indevs supabase web
info: barrel-of-knowledge barrell-of-knowledge barsy cloudns dnsupdate dvrcam dynamic-dns dyndns for-our
info: forumz groks-the groks-this here-for-more ilovecollege knowsitall mayfirst mittwald mittwaldserver
info: no-ip nsupdate selfip typo3server v-info webhop
io: *.azurecontainer *.moonscale *.on-k3s *.on-rio *.stolos 2038 ap.ngrok apigee apps.lair au.ngrok b-data
io: barsy basicserver beagleboard bitbucket bluebite boxfuse brave browsersafetymark bubbleapps cdn.bubble
io: cleverapps client.scrypted cloudbeesusercontent darklang dedyn definima devices.resinstaging
io: drive-platform dyndns.dappnode editorx edugit eu.ngrok fh-muenster gitbook github gitlab hasura-app
io: hostyhosting hypernode icp0 icp1 id.forgerock in.ngrok jele jp.ngrok keenetic kiloapps loginline
io: lolipop mo-siemens mock.pstmn musician myaddr myrdbx ngrok paas.beebyte pantheonsite pstmn qcx qoto
io: qzz readthedocs resindevice sa.ngrok sandcats sekd1.beebyteapp site.rb-hosting stage.nodeart telebit
io: tickets us.ngrok utwente vaporcloud virtualserver webflow webflowtest webthings wixstudio
ir: arvanedge vistablog
it: 123homepage 16-b 32-b 64-b dnshome ibxos iliadboxos jc.neen myspreadshop syncloud
je: of
jp: 0am 0g0 0j0 0t0 2-d angry babyblue babymilk backdrop bambina bitter blush bona boo boy boyfriend but
jp: buyshop candypop capoo catfood cheap chicappa chillout chips chowder chu ciao cocotte coolblog cranky
jp: crap cutegirl daa daynight deca deci digick eek egoism fakefur fashionstore fem flier flop floppy fool
jp: frenchkiss gehirn.ne girlfriend girly gloomy gonna greater hacca halfmoon handcrafted hateblo
jp: hatenablog hatenadiary heavy her hiho hippy holy hungry icurus itigo ivory.ne jeez jellybean
jp: kawaiishop kikirara kill kilo kuron littlestar lolipopmc lolitapunk lomo lovepop lovesick mail-box.ne
jp: main matrix mimoza mints.ne mods mokuren.ne mond mongolian moo mydns namaste netgamers nikita nobushi
jp: noor nyanta o0o0 oops opal.ne parallel parasite pecori peewee penne pepper perma pgw pigboat pinoko
jp: punyu pupu pussycat pya raindrop rdy readymade rgr rs.webaccel rulez sadist sakura.ne saloon sblo
jp: schoolbus secret skr staba stripper sub sumomo.ne sunnyday supersale tank theshop thick tonkotsu
jp: topaz.ne uh-oh under undo upper user.webaccel usercontent velvet verse versus vivian watson weblike
jp: websozai whitesnow wjg xii zombie
kg: ae us xx
kr: c01 eliv-api eliv-cdn eliv-dns mmv vki
krd: co edu
kz: jcloud
la: bnr
lc: oy
limo: *.eth
link: *.dweb *.eth *.inbrowser canva cyon ipfs.nftstorage ipfs.storacha ipfs.w3s joinmc keenetic myfritz
link: mypep
live: *.ewp aem hlx
lol: omg
lu: 123website
md: ir
me: barsy brasilia c66 craft ddns diskstation dnsfor dscloud edgestack filegear filegear-sg grok hopto
me: i234 loginto lohmus mcdir mybox myds nohost noip opencloud seprox.hooc site.transip soundcast synology
me: tcp4 vp4 webhop
media: framer
menu: barsy barsyonline
mn: nyc
mobi: barsy dscloud
mp: ju
ms: minisite
name: forgot.her forgot.his ispmanager keenetic
net: *.icp *.localto 1.azurestaticapps 2.azurestaticapps 3.azurestaticapps 4.azurestaticapps
net: 5.azurestaticapps 6.azurestaticapps 7.azurestaticapps adobeaemcloud adobeio-static adobeioruntime
net: akadns akamai akamai-staging akamaiedge akamaiedge-staging akamaihd akamaihd-staging akamaiorigin
net: akamaiorigin-staging akamaized akamaized-staging alwaysdata apps-1and1 appudo at-band-camp
net: australiacentral-01.azurewebsites australiacentral2-01.azurewebsites australiaeast-01.azurewebsites
net: australiasoutheast-01.azurewebsites austriaeast-01.azurewebsites azure-api azure-mobile azureedge
net: azurefd azurestaticapps azurewebsites barsy belgiumcentral-01.azurewebsites blackbaudcdn blogdns
net: boomla botdash bounceme bplaced brazilsouth-01.azurewebsites brazilsoutheast-01.azurewebsites
net: broke-it buyshouses canadacentral-01.azurewebsites canadaeast-01.azurewebsites casacam cdn-edges
net: cdn.cloudflare cdn.cloudflareanycast cdn.cloudflarecn cdn.cloudflareglobal cdn77-ssl
net: centralindia-01.azurewebsites centralus-01.azurewebsites centralus.azurestaticapps
net: centraluseuap-01.azurewebsites channelsdvr chilecentral-01.azurewebsites clickrising cloudaccess
net: cloudapp cloudflare cloudfront cloudfunctions cloudjiffy cloudycluster community-pro ctfcloud
net: dattolocal ddns ddns-ip de5 debian definima denmarkeast-01.azurewebsites deno dns-cloud dns-dynamic
net: dnsalias dnsdojo dnsup does-it dontexist dsmynas dynalias dynathome dynu dynuddns dynv6
net: eastasia-01.azurewebsites eastasia.azurestaticapps eastasiastage-01.azurewebsites
net: eastus-01.azurewebsites eastus2-01.azurewebsites eastus2.azurestaticapps eastus2euap-01.azurewebsites
net: eastus3-01.azurewebsites eating-organic edgekey edgekey-staging edgesuite edgesuite-staging
net: endofinternet familyds fastlylb feste-ip firewall-gateway fra1-de.cloudjiffy
net: francecentral-01.azurewebsites francesouth-01.azurewebsites freetls.fastly from-az from-co from-la
net: from-ny gb germanynorth-01.azurewebsites germanywestcentral-01.azurewebsites gets-it ggff grafana-dev
net: ham-radio-op heteml hicam homeftp homeip homelinux homeunix hu in in-dsl in-the-band in-vpn
net: indiasouthcentral-01.azurewebsites indonesiacentral-01.azurewebsites iobb ipifony ipv64 is-a-chef
net: is-a-geek isa-geek israelcentral-01.azurewebsites israelnorthwest-01.azurewebsites
net: italynorth-01.azurewebsites j.scaleforce japaneast-01.azurewebsites japanwest-01.azurewebsites
net: jelastic.saveincloud jioindiacentral-01.azurewebsites jioindiawest-01.azurewebsites jls-sto1.elastx
net: jls-sto2.elastx jls-sto3.elastx jp keyword-on kicks-ass kinghost knx-server
net: koreacentral-01.azurewebsites koreasouth-01.azurewebsites krellian live-on localcert luyani mafelo
net: malaysiawest-01.azurewebsites map.fastly map.fastlylb meinforum memset mexicocentral-01.azurewebsites
net: moonscale myamaze mydatto mydissent myeffect myfritz mymediapc mypsx myradweb mysecuritycamera
net: myspreadshop mysynology newzealandnorth-01.azurewebsites nhlfan no-ip nordeste-idc.saveincloud
net: northcentralus-01.azurewebsites northcentralusstage-01.azurewebsites northeastus5-01.azurewebsites
net: northeurope-01.azurewebsites norwayeast-01.azurewebsites norwaywest-01.azurewebsites now-dns
net: office-on-the oninferno opik ownip pages.torproject pgafan podzone polandcentral-01.azurewebsites
net: privatizehealthinsurance qatarcentral-01.azurewebsites r.cdn77 rackmaze redirectme reserve-online
net: routingthecloud ru sandbox.deno schokokeks scrapper-site se seidat selfip sells-it senseering
net: servebbs serveblog serveftp serveminecraft server-on servicebus.usgovcloudapi servicebus.windows
net: shopselect siteleaf sn.mynetname soc.srcf southafricanorth-01.azurewebsites
net: southafricawest-01.azurewebsites southcentralus-01.azurewebsites southcentralus2-01.azurewebsites
net: southeastasia-01.azurewebsites southeastus5-01.azurewebsites southindia-01.azurewebsites
net: spaincentral-01.azurewebsites spryt square7 squares static-access storage.yandexcloud subsc-pay
net: supabase swedencentral-01.azurewebsites swedensouth-01.azurewebsites
net: switzerlandnorth-01.azurewebsites switzerlandwest-01.azurewebsites sytes taiwannorth-01.azurewebsites
net: taiwannorthwest-01.azurewebsites thruhere torproject trafficmanager ts tunnelmole twmail
net: u.channelsdvr uaecentral-01.azurewebsites uaenorth-01.azurewebsites uk uksouth-01.azurewebsites
net: ukwest-01.azurewebsites uni5 user.srcf usgovcloudapp usgovtrafficmanager vpndns vps-host vps.hrsn
net: vusercontent webhop website.yandexcloud west1-us.cloudjiffy westcentralus-01.azurewebsites
net: westeurope-01.azurewebsites westeurope.azurestaticapps westindia-01.azurewebsites
net: westus-01.azurewebsites westus2-01.azurewebsites westus2.azurestaticapps westus3-01.azurewebsites
net: yandexcloud za zabc
network: *.alces aem appwrite arvo azimuth co tlon
new: *.builtwithrocket
news: noticeable
ng: biz co.biz col dl.biz firm gen go.biz lg.biz ltd ngo on.biz plc
nl: *.transurl 123website cistron co demon gov hosting-cluster khplay myspreadshop site.hosting-cluster
no: 123hjemmeside co myspreadshop
now: dyn here tmp
nu: enterprisecloud merseine mine shacknet
nz: cloudns
one: *.kin service website
online: barsy book eero eero-stage heimdns leapcell websitebuilder
orange: tech
org: accesscam ae al.eu altervista asso.eu at.eu au.eu barsy be.eu beta.wmcloud bg.eu blogdns blogsite
org: bmoattachments boldlygoingnowhere c.cdn77 ca.eu cable-modem camdvr cd.eu ch.eu cloud.fedoraproject
org: cloudns cn.eu collegefan couchpotatofries cy.eu cz.eu ddnss de.eu dk.eu dnsalias dnsdojo doesntexist
org: dontexist doomdns dpdns dsmynas duckdns dvrdns dynalias dyndns dynserv edu.eu ee.eu endofinternet
org: endoftheinternet es.eu eu familyds fedorainfracloud fedorapeople fi.eu fr.eu freeddns freedesktop
org: from-me fspages game-host go.dyndns gotdns gr.eu hatenadiary hepforge hk hobby-site home.dyndns
org: homedns homeftp homelinux homeunix hopto hr.eu httpbin hu.eu ie.eu il.eu in-dsl in-vpn in.eu int.eu
org: ip-dynamic is-a-bruinsfan is-a-candidate is-a-celticsfan is-a-chef is-a-geek is-a-knight
org: is-a-linux-user is-a-patsfan is-a-soxfan is-found is-local is-lost is-saved is-very-bad is-very-evil
org: is-very-good is-very-nice is-very-sweet is.eu isa-geek it.eu jp.eu jpn js kicks-ass kr.eu lt.eu lu.eu
org: lv.eu me.eu misconfused mk.eu mlbfan mt.eu my-firewall my.eu myfirewall myftp mysecuritycamera mywire
org: net.eu nflfan ng.eu nl.eu no-ip no.eu now-dns nz.eu pimienta pl.eu podzone poivron potager pt.eu
org: pubtls read-books readmyblog ro.eu routingthecloud roxa rsc.cdn77 ru.eu s3.teckids se.eu selfip
org: sellsyourhome servebbs serveftp servegame si.eu sk.eu small-web spdns stuff-4-sale sweetpepper
org: toolforge tr.eu tunk tuxfamily twmail ufcfan uk.eu us us.eu webhop webredirect wmcloud wmflabs za
org: zapto
ovh: nerdpol
page: aem codeberg deuxfleurs heyflow hlx mybox pdns plesk prvcy rocky statichost
ph: cloudns
photos: framer
pictures: 1337
pizza: ngrok
pl: art beep bielsko cfolks co dfirma dkonto ecommerce-shop gda gdansk gdynia gliwice homesklep iqhs
pl: krakow krasnik leczna lodz lubartow lublin med myspreadshop pabianice plock poniatowa poznan sdscloud
pl: shoparena sieradz simplesite skierniewice sopot swidnik torun unicloud wroc you2 zakopane zgierz
place: co
plus: playit with.playit
pm: name own
pro: barsy cloudns keenetic ngrok
pt: 123paginaweb
pub: *.id *.kin barsy
pw: cloudns x443
re: can netlib
reviews: aem
rip: clan
ro: barsy co shop
rocks: lima-city myddns stackit webspace
rs: barsy ox shop.brendly
ru: ac adygeya bashkiria bir cbg com dagestan edu eurodir gov grozny hb.cldmail int kalmykia kustanai
ru: marine mcdir mcpre mil mircloud mordovia msk myjino mytis na4u nalchik net nov org pp pyatigorsk ras
ru: spb vladikavkaz vladimir vps.mcdir
run: *.appwrite *.build *.code *.database *.migration canva cloud development iran.liara liara lovable
run: needle onporter ravendb repl stackit val vercel web.val wix
scot: co gov me mygov org service.gov
se: 123minsida com iopsys itcouldbewor myspreadshop
services: loginline
sg: enscaled
sh: botda ent.platform eu.platform hashbang lovable now surge teleport us.platform
shop: barsy barsyonline base hoplix shopware
show: ms
si: f5 gitpage
site: *.cloudera *.platformsh *.tst ams.scw barsy byen caffeine chatgpt co convex cpanel cyon
site: eu-west-1.convex fastvps figma figma-gov heyflow jele jouwweb loginline madethis my.canva notion
site: novecore omniwe opensocial piebox playcode preview puter scw sol sourcecraft square srht support
site: us-east-1.convex waw.scw wpsquared
so: surveys
space: app-ionos deployagent heiyu hf myfast project static.hf uber vibehost xs4all
st: *.cn helioho kirara noho
store: barsy sellfy shopware storebase
studio: ai
su: abkhazia adygeya aktyubinsk arkhangelsk armenia ashgabad azerbaijan balashov bashkiria bryansk bukhara
su: chimkent dagestan east-kazakhstan exnet georgia grozny ivanovo jambyl kalmykia kaluga karacol
su: karaganda karelia khakassia krasnodar kurgan kustanai lenug mangyshlak mordovia msk murmansk nalchik
su: navoi north-kazakhstan nov obninsk penza pokrovsk sochi spb tashkent termez togliatti troitsk
su: tselinograd tula tuva vladikavkaz vladimir vologda
support: barsy
systems: miren
team: discourse jelastic
tech: cleverapps
technology: co
tf: sch
th: online shop
tn: orangecloud
to: 611 direct.quickconnect nett vpnplus x0
today: prequalifyme
tools: dyn.addr myaddr
top: *.wadl ntdll
tv: better-than dyndns from on-the-web sakura worse-than
tw: mydns mymailer.com url
ua: biz cc co cx inf ltd pp v
uk: *.oraclegovcloudapps adimo.co affinitylottery.org api.gov barsy barsy.co barsyonline.co campaign.gov
uk: conn copro glug.org hosp independent-commission independent-inquest independent-inquiry
uk: independent-panel independent-review lug.org lugs.org myspreadshop.co nh-serv.co nimsite no-ip.co
uk: public-inquiry pymnt raffleentry.org royal-commission service.gov weeklylottery.org
us: aberdeen.wa aws-gov.databricksapps azure-api azurewebsites bainbridge-isl.wa bellevue.wa bremerton.wa
us: centralia.wa chehalis.wa cloudns forks.wa freeddns gh.srv gig-harbor.wa gl.srv golffan heliohost
us: hoquiam.wa is-by keyport.wa kingston.wa land-4-sale mircloud ngo noip olympia.wa onmicrosoft
us: phx.enscaled pointto port-angeles.wa port-ludlow.wa port-orchard.wa port-townsend.wa poulsbo.wa
us: redmond.wa renton.wa sea.wa seattle.wa sequim.wa servername shelton.wa silverdale.wa srv stuff-4-sale
us: yarrow-point.wa
uy: gv
vc: *.0e d.gv gv mydns
vip: hidns
website: framer
wf: biz sch
wiki: framer
work: imagine-proxy puter
ws: *.advisor cloud66 dyndns mypets
wtf: ddns
xn--p1acf: xn--41a xn--80aaa0cvac xn--90a1af xn--90amc xn--c1avg xn--h1ahn xn--h1aliz xn--j1adp xn--j1aef
xn--p1acf: xn--j1ael8b
xyz: *.telebit botdash caffeine exe opentunnel
yt: org
zone: *.triton *.zerops lima prg1-zerops stackit
"""

REGISTRY_SUFFIXES = """
ac: com edu gov mil net org
ae: ac co gov mil net org sch
aero: accident-investigation accident-prevention aerobatic aeroclub aerodrome agents air-surveillance
aero: air-traffic-control aircraft airline airport airtraffic ambulance association author ballooning
aero: broker caa cargo catering certification championship charter civilaviation club conference
aero: consultant consulting control council crew design dgca educator emergency engine engineer
aero: entertainment equipment exchange express federation flight freight fuel gliding government
aero: groundhandling group hanggliding homebuilt insurance journal journalist leasing logistics magazine
aero: maintenance marketplace media microlight modelling navigation parachuting paragliding
aero: passenger-association pilot press production recreation repbody res research rotorcraft safety
aero: scientist services show skydiving software student taxi trader trading trainer union workinggroup
aero: works
af: com edu gov net org
ag: co com net nom org
ai: com net off org
al: com edu gov mil net org
am: co com commune net org
ao: co ed edu gov gv it og org pb
ar: bet com coop edu gob gov int mil musica mutual net org seg senasa tur
arpa: e164 home in-addr ip6 iris uri urn
as: gov
at: ac co gv or sth.ac
au: act act.edu asn catholic.edu com conf edu gov id net nsw nsw.edu nt nt.edu org oz qld qld.edu qld.gov
au: sa sa.edu sa.gov tas tas.edu tas.gov vic vic.edu vic.gov wa wa.edu wa.gov
aw: com
az: biz co com edu gov info int mil name net org pp pro
ba: com edu gov mil net org
bb: biz co com edu gov info net org store tv
bd: ac ai co com edu gov id info it mil net org sch tv
be: ac
bf: gov
bg: 0 1 2 3 4 5 6 7 8 9 a b c d e f g h i j k l m n o p q r s t u v w x y z
bh: com edu gov net org
bi: co com edu or org
bj: africa agro architectes assur avocats co com eco econo edu info loisirs money net org ote restaurant
bj: resto tourism univ
bm: com edu gov net org
bn: com edu gov net org
bo: academia agro arte blog bolivia ciencia com cooperativa democracia deporte ecologia economia edu
bo: empresa gob ia indigena industria info int medicina mil movimiento musica natural net nombre noticias
bo: org patria plurinacional politica profesional pueblo revista salud tecnologia tksat transporte tv web
bo: wiki
br: *.nom 9guacu abc ac.gov adm adv agr aju al.gov am am.gov anani ap.gov aparecida api app arq art ato b
br: ba.gov barueri belem bet bhz bib bio blog bmd boavista bsb campinagrande campinas caxias ce.gov cim
br: cng cnt com contagem coop coz cri cuiaba curitiba def des det dev df.gov ecn eco edu emp enf eng
br: es.gov esp etc eti far feira flog floripa fm fnd fortal fot foz fst g12 geo ggf go.gov goiania gov gru
br: ia imb ind inf jab jampa jdf joinville jor jus leg leilao lel log londrina ma.gov macapa maceio manaus
br: maringa mat med mg.gov mil morena mp ms.gov mt.gov mus natal net niteroi not ntr odo ong org osasco
br: pa.gov palmas pb.gov pe.gov pi.gov poa ppg pr.gov pro psc psi pvh qsl radio rec recife rep ribeirao
br: rio riobranco riopreto rj.gov rn.gov ro.gov rr.gov rs.gov salvador sampa santamaria santoandre
br: saobernardo saogonca sc.gov se.gov seg sjc slg slz social sorocaba sp.gov srv taxi tc tec teo the tmp
br: to.gov trd tur tv udi vet vix vlog wiki xyz zlg
bs: com edu gov net org
bt: com edu gov net org
bw: ac co gov net org
by: com gov mil of
bz: co com edu gov net org
ca: ab bc gc mb nb nf nl ns nt nu on pe qc sk yk
cd: gov
ci: ac asso co com ed edu go gouv int net or org xn--aroport-bya
ck: *
cl: co gob gov mil
cm: co com gov net
cn: ac ah bj com cq edu fj gd gov gs gx gz ha hb he hi hk hl hn jl js jx ln mil mo net nm nx org qh sc sd
cn: sh sn sx tj tw xj xn--55qx5d xn--io0a7i xn--od0alg xz yn zj
co: com edu gov mil net nom org
cr: ac co ed fi go or sa
cu: com edu gob inf nat net org
cv: com edu id int net nome org publ
cw: com edu net org
cx: gov
cy: ac biz com ekloges gov ltd mil net org press pro tm
cz: gov
dm: co com edu gov net org
do: art com edu gob gov mil net org sld web
dz: art asso com edu gov net org pol soc tm
ec: abg adm agron arqt art bar chef com cont cpa cue dent dgn disco doc edu eng esm fin fot gal gob gov
ec: gye ibr info k12 lat loj med mil mktg mon net ntr odont org pro prof psic psiq pub rio rrpp sal tech
ec: tul tur uio vet xxx
ee: aip com edu fie gov lib med org pri riik
eg: ac com edu eun gov info me mil name net org sci sport tv
er: *
es: com edu gob nom org
et: biz com edu gov info name net org
fi: aland
fj: ac biz com edu gov id info mil name net org pro
fk: *
fm: com edu net org
fr: asso avoues cci com gouv greta huissier-justice nom prd tm
gd: edu gov
ge: com cyb edu gov llc net online org pvt school tnx
gg: co net org
gh: biz com edu gov mil net org
gi: com edu gov ltd mod org
gl: co com edu net org
gn: ac com edu gov net org
gp: asso com edu mobi net org
gr: com edu gov net org
gt: com edu gob ind mil net org
gu: com edu gov guam info net org web
gy: co com edu gov net org
hk: com edu gov idv net org xn--55qx5d xn--ciqpn xn--gmq050i xn--gmqw5a xn--io0a7i xn--lcvr32d xn--mk0axi
hk: xn--mxtq1m xn--od0alg xn--od0aq3b xn--tn0ag xn--uc0atv xn--uc0ay4a xn--wcvs22d xn--zf0avx
hn: com edu gob mil net org
hr: com from iz name
ht: adult art asso com coop edu firm gouv info med net org perso pol pro rel shop
hu: 2000 agrar bolt casino city co erotica erotika film forum games hotel info ingatlan jogasz konyvelo
hu: lakas media news org priv reklam sex shop sport suli szex tm tozsde utazas video
id: ac ai biz co desa go kop mil my net or ponpes sch web xn--9tfky
ie: gov
il: ac co gov idf k12 muni net org
im: ac co com ltd.co net org plc.co tt tv
in: 5g 6g ac aero ai alumni am bank bihar biz business ca cn co com coop cs delhi dr edu er fin firm gen
in: gov gujarat ind info int internet io me mil net nic org pg post pro res school travel tv ub uk up us
int: eu
io: co com edu gov mil net nom org
iq: com edu gov mil net org
ir: ac co gov id net org sch xn--mgba3a4f16a xn--mgba3a4fra
it: abr abruzzo ag agrigento al alessandria alto-adige altoadige an ancona andria-barletta-trani
it: andria-trani-barletta andriabarlettatrani andriatranibarletta ao aosta aosta-valley aostavalley aoste
it: ap aq ar arezzo ascoli-piceno ascolipiceno asti at av avellino ba balsan balsan-sudtirol
it: balsan-suedtirol bari barletta-trani-andria barlettatraniandria bas basilicata belluno benevento
it: bergamo bg bi biella bl bn bo bologna bolzano bolzano-altoadige bozen bozen-sudtirol bozen-suedtirol
it: br brescia brindisi bs bt bulsan bulsan-sudtirol bulsan-suedtirol bz ca cagliari cal calabria
it: caltanissetta cam campania campidano-medio campidanomedio campobasso carbonia-iglesias
it: carboniaiglesias carrara-massa carraramassa caserta catania catanzaro cb ce cesena-forli cesenaforli
it: ch chieti ci cl cn co como cosenza cr cremona crotone cs ct cuneo cz dell-ogliastra dellogliastra edu
it: emilia-romagna emiliaromagna emr en enna fc fe fermo ferrara fg fi firenze florence fm foggia
it: forli-cesena forlicesena fr friuli-v-giulia friuli-ve-giulia friuli-vegiulia friuli-venezia-giulia
it: friuli-veneziagiulia friuli-vgiulia friuliv-giulia friulive-giulia friulivegiulia friulivenezia-giulia
it: friuliveneziagiulia friulivgiulia frosinone fvg ge genoa genova go gorizia gov gr grosseto
it: iglesias-carbonia iglesiascarbonia im imperia is isernia kr la-spezia laquila laspezia latina laz
it: lazio lc le lecce lecco li lig liguria livorno lo lodi lom lombardia lombardy lt lu lucania lucca
it: macerata mantova mar marche massa-carrara massacarrara matera mb mc me medio-campidano mediocampidano
it: messina mi milan milano mn mo modena mol molise monza monza-brianza monza-e-della-brianza monzabrianza
it: monzaebrianza monzaedellabrianza ms mt na naples napoli no novara nu nuoro og ogliastra olbia-tempio
it: olbiatempio or oristano ot pa padova padua palermo parma pavia pc pd pe perugia pesaro-urbino
it: pesarourbino pescara pg pi piacenza piedmont piemonte pisa pistoia pmn pn po pordenone potenza pr
it: prato pt pu pug puglia pv pz ra ragusa ravenna rc re reggio-calabria reggio-emilia reggiocalabria
it: reggioemilia rg ri rieti rimini rm rn ro roma rome rovigo sa salerno sar sardegna sardinia sassari
it: savona si sic sicilia sicily siena siracusa so sondrio sp sr ss su sud-sardegna sudsardegna suedtirol
it: sv ta taa taranto te tempio-olbia tempioolbia teramo terni tn to torino tos toscana tp tr
it: trani-andria-barletta trani-barletta-andria traniandriabarletta tranibarlettaandria trapani
it: trentin-sud-tirol trentin-sudtirol trentin-sued-tirol trentin-suedtirol trentino trentino-a-adige
it: trentino-aadige trentino-alto-adige trentino-altoadige trentino-s-tirol trentino-stirol
it: trentino-sud-tirol trentino-sudtirol trentino-sued-tirol trentino-suedtirol trentinoa-adige
it: trentinoaadige trentinoalto-adige trentinoaltoadige trentinos-tirol trentinostirol trentinosud-tirol
it: trentinosued-tirol trentinosuedtirol trentinsud-tirol trentinsudtirol trentinsued-tirol
it: trentinsuedtirol trento treviso trieste ts turin tuscany tv ud udine umb umbria urbino-pesaro
it: urbinopesaro va val-d-aosta val-daosta vald-aosta valle-aosta valle-d-aosta valle-daosta valleaosta
it: valled-aosta valledaosta vallee-aoste vallee-d-aoste valleeaoste valleedaoste vao varese vb vc vda ve
it: ven veneto venezia venice verbania verbano-cusio-ossola vercelli verona vi vibo-valentia vibovalentia
it: vicenza viterbo vr vs vt vv xn--balsan-sdtirol-nsb xn--bozen-sdtirol-2ob xn--bulsan-sdtirol-nsb
it: xn--cesena-forl-mcb xn--cesenaforl-i8a xn--forl-cesena-fcb xn--forlcesena-c8a xn--sdtirol-n2a
it: xn--trentin-sd-tirol-rzb xn--trentin-sdtirol-7vb xn--trentino-sd-tirol-c3b xn--trentino-sdtirol-szb
it: xn--trentinosd-tirol-rzb xn--trentinosdtirol-7vb xn--trentinsd-tirol-6vb xn--trentinsdtirol-nsb
it: xn--valle-aoste-ebb xn--valle-d-aoste-ehb xn--valleaoste-e7a xn--valledaoste-ebb
je: co net org
jm: *
jo: agri ai com edu eng fm gov mil net org per phd sch tv
jp: *.kawasaki *.kitakyushu *.kobe *.nagoya *.sapporo *.sendai *.yokohama abashiri.hokkaido abeno.osaka
jp: abiko.chiba abira.hokkaido abu.yamaguchi ac achi.nagano ad adachi.tokyo aga.niigata agano.niigata
jp: agematsu.nagano aguni.okinawa aibetsu.hokkaido aichi aikawa.kanagawa ainan.ehime aioi.hyogo
jp: aisai.aichi aisho.shiga aizubange.fukushima aizumi.tokushima aizumisato.fukushima
jp: aizuwakamatsu.fukushima akabira.hokkaido akagi.shimane akaiwa.okayama akashi.hyogo aki.kochi
jp: akiruno.tokyo akishima.tokyo akita akita.akita akkeshi.hokkaido ako.hyogo akune.kagoshima ama.aichi
jp: ama.shimane amagasaki.hyogo amakusa.kumamoto amami.kagoshima ami.ibaraki anamizu.ishikawa anan.nagano
jp: anan.tokushima ando.nara anjo.aichi annaka.gunma anpachi.gifu aogaki.hyogo aogashima.tokyo aoki.nagano
jp: aomori aomori.aomori arai.shizuoka arakawa.saitama arakawa.tokyo arao.kumamoto ariake.saga
jp: arida.wakayama aridagawa.wakayama arita.saga asago.hyogo asahi.chiba asahi.ibaraki asahi.mie
jp: asahi.nagano asahi.toyama asahi.yamagata asahikawa.hokkaido asaka.saitama asakawa.fukushima
jp: asakuchi.okayama asaminami.hiroshima ashibetsu.hokkaido ashikaga.tochigi ashiya.fukuoka ashiya.hyogo
jp: ashoro.hokkaido aso.kumamoto assabu.hokkaido asuke.aichi atami.shizuoka atsugi.kanagawa
jp: atsuma.hokkaido awaji.hyogo aya.miyazaki ayabe.kyoto ayagawa.kagawa ayase.kanagawa azumino.nagano
jp: bandai.fukushima bando.ibaraki bato.tochigi beppu.oita bibai.hokkaido biei.hokkaido bifuka.hokkaido
jp: bihoro.hokkaido biratori.hokkaido bizen.okayama bungoono.oita bungotakada.oita bunkyo.tokyo
jp: buzen.fukuoka chiba chichibu.saitama chigasaki.kanagawa chihayaakasaka.osaka chijiwa.nagasaki
jp: chikugo.fukuoka chikuho.fukuoka chikuhoku.nagano chikujo.fukuoka chikuma.nagano chikusei.ibaraki
jp: chikushino.fukuoka chikuzen.fukuoka chino.nagano chippubetsu.hokkaido chiryu.aichi chita.aichi
jp: chitose.hokkaido chiyoda.gunma chiyoda.tokyo chizu.tottori chofu.tokyo chonan.chiba chosei.chiba
jp: choshi.chiba choyo.kumamoto chuo.chiba chuo.fukuoka chuo.osaka chuo.tokyo chuo.yamanashi co
jp: daigo.ibaraki daisen.akita daito.osaka daiwa.hiroshima date.fukushima date.hokkaido dazaifu.fukuoka
jp: doshi.yamanashi ebetsu.hokkaido ebina.kanagawa ebino.miyazaki echizen.fukui ed edogawa.tokyo ehime
jp: eiheiji.fukui embetsu.hokkaido ena.gifu eniwa.hokkaido erimo.hokkaido esan.hokkaido esashi.hokkaido
jp: etajima.hiroshima fuchu.hiroshima fuchu.tokyo fuchu.toyama fudai.iwate fuefuki.yamanashi fuji.shizuoka
jp: fujieda.shizuoka fujiidera.osaka fujikawa.shizuoka fujikawa.yamanashi fujikawaguchiko.yamanashi
jp: fujimi.nagano fujimi.saitama fujimino.saitama fujinomiya.shizuoka fujioka.gunma fujisato.akita
jp: fujisawa.iwate fujisawa.kanagawa fujishiro.ibaraki fujiyoshida.yamanashi fukagawa.hokkaido
jp: fukaya.saitama fukuchi.fukuoka fukuchiyama.kyoto fukudomi.saga fukui fukui.fukui fukumitsu.toyama
jp: fukuoka fukuroi.shizuoka fukusaki.hyogo fukushima fukushima.fukushima fukushima.hokkaido
jp: fukuyama.hiroshima funabashi.chiba funagata.yamagata funahashi.toyama furano.hokkaido
jp: furubira.hokkaido furudono.fukushima furukawa.miyagi fuso.aichi fussa.tokyo futaba.fukushima
jp: futsu.nagasaki futtsu.chiba gamagori.aichi gamo.shiga geisei.kochi genkai.saga gifu gifu.gifu
jp: ginan.gifu ginowan.okinawa ginoza.okinawa go gobo.wakayama godo.gifu gojome.akita gokase.miyazaki
jp: gonohe.aomori gose.nara gosen.niigata goshiki.hyogo gotemba.shizuoka goto.nagasaki gotsu.shimane gr
jp: gujo.gifu gunma gushikami.okinawa gyokuto.kumamoto habikino.osaka haboro.hokkaido hachijo.tokyo
jp: hachinohe.aomori hachioji.tokyo hachirogata.akita hadano.kanagawa haebaru.okinawa haga.tochigi
jp: hagi.yamaguchi haibara.shizuoka hakata.fukuoka hakodate.hokkaido hakone.kanagawa hakuba.nagano
jp: hakui.ishikawa hakusan.ishikawa hamada.shimane hamamatsu.shizuoka hamatama.saga hamatonbetsu.hokkaido
jp: hamura.tokyo hanamaki.iwate hanamigawa.chiba hanawa.fukushima handa.aichi hannan.osaka hanno.saitama
jp: hanyu.saitama happou.akita hara.nagano harima.hyogo hasama.oita hasami.nagasaki hashikami.aomori
jp: hashima.gifu hashimoto.wakayama hasuda.saitama hatogaya.saitama hatoyama.saitama hatsukaichi.hiroshima
jp: hayakawa.yamanashi hayashima.okayama hazu.aichi heguri.nara hekinan.aichi hichiso.gifu hida.gifu
jp: hidaka.hokkaido hidaka.kochi hidaka.saitama hidaka.wakayama higashi.fukuoka higashi.fukushima
jp: higashi.okinawa higashiagatsuma.gunma higashichichibu.saitama higashihiroshima.hiroshima
jp: higashiizu.shizuoka higashiizumo.shimane higashikagawa.kagawa higashikagura.hokkaido
jp: higashikawa.hokkaido higashikurume.tokyo higashimatsushima.miyagi higashimatsuyama.saitama
jp: higashimurayama.tokyo higashinaruse.akita higashine.yamagata higashiomi.shiga higashiosaka.osaka
jp: higashishirakawa.gifu higashisumiyoshi.osaka higashitsuno.kochi higashiura.aichi higashiyama.kyoto
jp: higashiyamato.tokyo higashiyodogawa.osaka higashiyoshino.nara hiji.oita hikari.yamaguchi
jp: hikawa.shimane hikimi.shimane hikone.shiga himeji.hyogo himeshima.oita himi.toyama hino.tokyo
jp: hino.tottori hinode.tokyo hinohara.tokyo hioki.kagoshima hirado.nagasaki hiraizumi.iwate
jp: hirakata.osaka hiranai.aomori hirara.okinawa hirata.fukushima hiratsuka.kanagawa hiraya.nagano
jp: hirogawa.wakayama hirokawa.fukuoka hirono.fukushima hirono.iwate hiroo.hokkaido hirosaki.aomori
jp: hiroshima hisayama.fukuoka hita.oita hitachi.ibaraki hitachinaka.ibaraki hitachiomiya.ibaraki
jp: hitachiota.ibaraki hizen.saga hofu.yamaguchi hokkaido hokuryu.hokkaido hokuto.hokkaido
jp: hokuto.yamanashi honai.ehime honbetsu.hokkaido hongo.hiroshima honjo.akita honjo.saitama honjyo.akita
jp: horokanai.hokkaido horonobe.hokkaido hyogo hyuga.miyazaki ibara.okayama ibaraki ibaraki.ibaraki
jp: ibaraki.osaka ibigawa.gifu ichiba.tokushima ichihara.chiba ichikai.tochigi ichikawa.chiba
jp: ichikawa.hyogo ichikawamisato.yamanashi ichinohe.iwate ichinomiya.aichi ichinomiya.chiba
jp: ichinoseki.iwate ide.kyoto iheya.okinawa iida.nagano iide.yamagata iijima.nagano iitate.fukushima
jp: iiyama.nagano iizuka.fukuoka iizuna.nagano ikaruga.nara ikata.ehime ikawa.akita ikeda.fukui ikeda.gifu
jp: ikeda.hokkaido ikeda.nagano ikeda.osaka iki.nagasaki ikoma.nara ikusaka.nagano imabari.ehime
jp: imakane.hokkaido imari.saga imizu.toyama ina.ibaraki ina.nagano ina.saitama inabe.mie inagawa.hyogo
jp: inagi.tokyo inami.toyama inami.wakayama inashiki.ibaraki inatsuki.fukuoka inawashiro.fukushima
jp: inazawa.aichi ine.kyoto ino.kochi inuyama.aichi inzai.chiba iruma.saitama isa.kagoshima
jp: isahaya.nagasaki ise.mie isehara.kanagawa isen.kagoshima isesaki.gunma ishigaki.okinawa
jp: ishikari.hokkaido ishikawa ishikawa.fukushima ishikawa.okinawa ishinomaki.miyagi isshiki.aichi
jp: isumi.chiba itabashi.tokyo itako.ibaraki itakura.gunma itami.hyogo itano.tokushima itayanagi.aomori
jp: ito.shizuoka itoigawa.niigata itoman.okinawa iwade.wakayama iwafune.tochigi iwaizumi.iwate
jp: iwaki.fukushima iwakuni.yamaguchi iwakura.aichi iwama.ibaraki iwamizawa.hokkaido iwanai.hokkaido
jp: iwanuma.miyagi iwata.shizuoka iwate iwate.iwate iwatsuki.saitama iyo.ehime izena.okinawa izu.shizuoka
jp: izumi.kagoshima izumi.osaka izumiotsu.osaka izumisano.osaka izumizaki.fukushima izumo.shimane
jp: izumozaki.niigata izunokuni.shizuoka jinsekikogen.hiroshima joboji.iwate joetsu.niigata johana.toyama
jp: joso.ibaraki joyo.kyoto kadena.okinawa kadogawa.miyazaki kadoma.osaka kaga.ishikawa kagami.kochi
jp: kagamiishi.fukushima kagamino.okayama kagawa kagoshima kagoshima.kagoshima kaho.fukuoka
jp: kahoku.ishikawa kahoku.yamagata kai.yamanashi kainan.tokushima kainan.wakayama kaisei.kanagawa
jp: kaita.hiroshima kaizuka.osaka kakamigahara.gifu kakegawa.shizuoka kakinoki.shimane kakogawa.hyogo
jp: kakuda.miyagi kamagaya.chiba kamaishi.iwate kamakura.kanagawa kameoka.kyoto kameyama.mie kami.kochi
jp: kami.miyagi kamiamakusa.kumamoto kamifurano.hokkaido kamigori.hyogo kamiichi.toyama kamiizumi.saitama
jp: kamijima.ehime kamikawa.hokkaido kamikawa.hyogo kamikawa.saitama kamikitayama.nara kamikoani.akita
jp: kamimine.saga kaminokawa.tochigi kaminoyama.yamagata kamioka.akita kamisato.saitama
jp: kamishihoro.hokkaido kamisu.ibaraki kamisunagawa.hokkaido kamitonda.wakayama kamitsue.oita kamo.kyoto
jp: kamo.niigata kamoenai.hokkaido kamogawa.chiba kanagawa kanan.osaka kanazawa.ishikawa kanegasaki.iwate
jp: kaneyama.fukushima kaneyama.yamagata kani.gifu kanie.aichi kanmaki.nara kanna.gunma kannami.shizuoka
jp: kanonji.kagawa kanoya.kagoshima kanra.gunma kanuma.tochigi kanzaki.saga karasuyama.tochigi
jp: karatsu.saga kariwa.niigata kariya.aichi karuizawa.nagano karumai.iwate kasahara.gifu kasai.hyogo
jp: kasama.ibaraki kasamatsu.gifu kasaoka.okayama kashiba.nara kashihara.nara kashima.ibaraki kashima.saga
jp: kashiwa.chiba kashiwara.osaka kashiwazaki.niigata kasuga.fukuoka kasuga.hyogo kasugai.aichi
jp: kasukabe.saitama kasumigaura.ibaraki kasuya.fukuoka katagami.akita katano.osaka katashina.gunma
jp: katori.chiba katsuragi.nara katsuragi.wakayama katsushika.tokyo katsuura.chiba katsuyama.fukui
jp: kawaba.gunma kawachinagano.osaka kawagoe.mie kawagoe.saitama kawaguchi.saitama kawahara.tottori
jp: kawai.iwate kawai.nara kawajima.saitama kawakami.nagano kawakami.nara kawakita.ishikawa
jp: kawamata.fukushima kawaminami.miyazaki kawanabe.kagoshima kawanehon.shizuoka kawanishi.hyogo
jp: kawanishi.nara kawanishi.yamagata kawara.fukuoka kawasaki.miyagi kawatana.nagasaki kawaue.gifu
jp: kawazu.shizuoka kayabe.hokkaido kazo.saitama kazuno.akita keisen.fukuoka kembuchi.hokkaido
jp: kibichuo.okayama kiho.mie kihoku.ehime kijo.miyazaki kikonai.hokkaido kikuchi.kumamoto
jp: kikugawa.shizuoka kimino.wakayama kimitsu.chiba kimobetsu.hokkaido kin.okinawa kinko.kagoshima
jp: kinokawa.wakayama kira.aichi kiryu.gunma kisarazu.chiba kishiwada.osaka kiso.nagano
jp: kisofukushima.nagano kisosaki.mie kita.kyoto kita.osaka kita.tokyo kitaaiki.nagano kitaakita.akita
jp: kitadaito.okinawa kitagata.gifu kitagata.saga kitagawa.kochi kitagawa.miyazaki kitahata.saga
jp: kitahiroshima.hokkaido kitakami.iwate kitakata.fukushima kitakata.miyazaki kitami.hokkaido
jp: kitamoto.saitama kitanakagusuku.okinawa kitashiobara.fukushima kitaura.miyazaki kitayama.wakayama
jp: kiwa.mie kiyama.saga kiyokawa.kanagawa kiyosato.hokkaido kiyose.tokyo kiyosu.aichi kizu.kyoto
jp: kobayashi.miyazaki kochi kochi.kochi kodaira.tokyo kofu.yamanashi koga.fukuoka koga.ibaraki
jp: koganei.tokyo koge.tottori koka.shiga kokonoe.oita kokubunji.tokyo komae.tokyo komagane.nagano
jp: komaki.aichi komatsu.ishikawa komatsushima.tokushima komono.mie komoro.nagano konan.aichi konan.shiga
jp: koori.fukushima koriyama.fukushima koryo.nara kosai.shizuoka kosaka.akita kosei.shiga
jp: koshigaya.saitama koshimizu.hokkaido koshu.yamanashi kosuge.yamanashi kota.aichi koto.shiga koto.tokyo
jp: kotohira.kagawa kotoura.tottori kouhoku.saga kounosu.saitama kouyama.kagoshima kouzushima.tokyo
jp: koya.wakayama koza.wakayama kozagawa.wakayama kozaki.chiba kuchinotsu.nagasaki kudamatsu.yamaguchi
jp: kudoyama.wakayama kui.hiroshima kuji.iwate kuju.oita kujukuri.chiba kuki.saitama kumagaya.saitama
jp: kumakogen.ehime kumamoto kumamoto.kumamoto kumano.hiroshima kumano.mie kumatori.osaka kumejima.okinawa
jp: kumenan.okayama kumiyama.kyoto kunigami.okinawa kunimi.fukushima kunisaki.oita kunitachi.tokyo
jp: kunitomi.miyazaki kunneppu.hokkaido kunohe.iwate kurashiki.okayama kurate.fukuoka kure.hiroshima
jp: kuriyama.hokkaido kurobe.toyama kurogi.fukuoka kuroishi.aomori kuroiso.tochigi kuromatsunai.hokkaido
jp: kurotaki.nara kurume.fukuoka kusatsu.gunma kusatsu.shiga kushima.miyazaki kushimoto.wakayama
jp: kushiro.hokkaido kusu.oita kutchan.hokkaido kuwana.mie kuzumaki.iwate kyonan.chiba kyotamba.kyoto
jp: kyotanabe.kyoto kyotango.kyoto kyoto kyowa.akita kyowa.hokkaido kyuragi.saga lg machida.tokyo
jp: maebashi.gunma maibara.shiga maizuru.kyoto makinohara.shizuoka makurazaki.kagoshima
jp: mamurogawa.yamagata maniwa.okayama manno.kagawa marugame.kagawa marumori.miyagi masaki.ehime
jp: mashike.hokkaido mashiki.kumamoto mashiko.tochigi masuda.shimane matsubara.osaka matsubushi.saitama
jp: matsuda.kanagawa matsudo.chiba matsue.shimane matsukawa.nagano matsumae.hokkaido matsumoto.kagoshima
jp: matsumoto.nagano matsuno.ehime matsusaka.mie matsushige.tokushima matsushima.miyagi matsuura.nagasaki
jp: matsuyama.ehime matsuzaki.shizuoka meguro.tokyo meiwa.gunma meiwa.mie miasa.nagano mibu.tochigi
jp: midori.chiba midori.gunma mie mifune.kumamoto mihama.aichi mihama.chiba mihama.fukui mihama.mie
jp: mihama.wakayama mihara.hiroshima mihara.kochi miharu.fukushima miho.ibaraki mikasa.hokkaido
jp: mikawa.yamagata miki.hyogo mima.tokushima mimata.miyazaki minakami.gunma minamata.kumamoto
jp: minami-alps.yamanashi minami.fukuoka minami.kyoto minami.tokushima minamiaiki.nagano
jp: minamiashigara.kanagawa minamiawaji.hyogo minamiboso.chiba minamidaito.okinawa minamiechizen.fukui
jp: minamifurano.hokkaido minamiise.mie minamiizu.shizuoka minamimaki.nagano minamiminowa.nagano
jp: minamioguni.kumamoto minamisanriku.miyagi minamitane.kagoshima minamiuonuma.niigata
jp: minamiyamashiro.kyoto minano.saitama minato.osaka minato.tokyo mino.gifu minobu.yamanashi minoh.osaka
jp: minokamo.gifu minowa.nagano misaki.okayama misaki.osaka misasa.tottori misato.akita misato.miyagi
jp: misato.saitama misato.shimane misato.wakayama misawa.aomori mishima.fukushima mishima.shizuoka
jp: misugi.mie mitaka.tokyo mitake.gifu mitane.akita mito.ibaraki mitou.yamaguchi mitoyo.kagawa
jp: mitsue.nara mitsuke.niigata miura.kanagawa miyada.nagano miyagi miyake.nara miyako.fukuoka
jp: miyako.iwate miyakonojo.miyazaki miyama.fukuoka miyama.mie miyashiro.saitama miyawaka.fukuoka miyazaki
jp: miyazaki.miyazaki miyazu.kyoto miyoshi.aichi miyoshi.hiroshima miyoshi.saitama miyoshi.tokushima
jp: miyota.nagano mizuho.tokyo mizumaki.fukuoka mizunami.gifu mizusawa.iwate mobara.chiba mochizuki.nagano
jp: moka.tochigi mombetsu.hokkaido moriguchi.osaka morimachi.shizuoka morioka.iwate moriya.ibaraki
jp: moriyama.shiga moriyoshi.akita morotsuka.miyazaki moroyama.saitama moseushi.hokkaido motegi.tochigi
jp: motobu.okinawa motosu.gifu motoyama.kochi mugi.tokushima muika.niigata mukawa.hokkaido muko.kyoto
jp: munakata.fukuoka murakami.niigata murata.miyagi murayama.yamagata muroran.hokkaido muroto.kochi
jp: musashimurayama.tokyo musashino.tokyo mutsu.aomori mutsuzawa.chiba myoko.niigata nabari.mie
jp: nachikatsuura.wakayama nagahama.shiga nagai.yamagata nagano nagano.nagano naganohara.gunma
jp: nagaoka.niigata nagaokakyo.kyoto nagara.chiba nagareyama.chiba nagasaki nagasaki.nagasaki
jp: nagasu.kumamoto nagato.yamaguchi nagatoro.saitama nagawa.nagano nagi.okayama nagiso.nagano
jp: nago.okinawa naha.okinawa nahari.kochi naie.hokkaido naka.hiroshima naka.ibaraki nakadomari.aomori
jp: nakagawa.fukuoka nakagawa.hokkaido nakagawa.nagano nakagawa.tokushima nakagusuku.okinawa nakagyo.kyoto
jp: nakai.kanagawa nakama.fukuoka nakamichi.yamanashi nakamura.kochi nakaniikawa.toyama nakano.nagano
jp: nakano.tokyo nakanojo.gunma nakanoto.ishikawa nakasatsunai.hokkaido nakatane.kagoshima
jp: nakatombetsu.hokkaido nakatsugawa.gifu nakayama.yamagata nakijin.okinawa namegata.ibaraki
jp: namegawa.saitama namerikawa.toyama namie.fukushima namikata.ehime nanae.hokkaido nanao.ishikawa
jp: nanbu.tottori nanbu.yamanashi nango.fukushima nanjo.okinawa nankoku.kochi nanmoku.gunma
jp: nanporo.hokkaido nantan.kyoto nanto.toyama nanyo.yamagata naoshima.kagawa nara nara.nara
jp: narashino.chiba narita.chiba narusawa.yamanashi naruto.tokushima nasu.tochigi nasushiobara.tochigi
jp: natori.miyagi nayoro.hokkaido ne nemuro.hokkaido nerima.tokyo neyagawa.osaka nichinan.miyazaki
jp: nichinan.tottori niigata niigata.niigata niihama.ehime niikappu.hokkaido niimi.okayama niiza.saitama
jp: nikaho.akita niki.hokkaido nikko.tochigi ninohe.iwate ninomiya.kanagawa nirasaki.yamanashi
jp: nishi.fukuoka nishi.osaka nishiaizu.fukushima nishiarita.saga nishiawakura.okayama nishiazai.shiga
jp: nishigo.fukushima nishihara.kumamoto nishihara.okinawa nishiizu.shizuoka nishikata.tochigi
jp: nishikatsura.yamanashi nishikawa.yamagata nishimera.miyazaki nishinomiya.hyogo nishinoomote.kagoshima
jp: nishinoshima.shimane nishio.aichi nishiokoppe.hokkaido nishitosa.kochi nishiwaki.hyogo nisshin.aichi
jp: niyodogawa.kochi nobeoka.miyazaki noboribetsu.hokkaido noda.chiba noda.iwate nogata.fukuoka
jp: nogi.tochigi noheji.aomori nomi.ishikawa nonoichi.ishikawa nose.osaka nosegawa.nara noshiro.akita
jp: noto.ishikawa notogawa.shiga nozawaonsen.nagano numata.gunma numata.hokkaido numazu.shizuoka
jp: nyuzen.toyama oamishirasato.chiba oarai.ibaraki obama.fukui obama.nagasaki obanazawa.yamagata
jp: obihiro.hokkaido obira.hokkaido obu.aichi obuse.nagano ochi.kochi odate.akita odawara.kanagawa
jp: oe.yamagata ofunato.iwate oga.akita ogaki.gifu ogano.saitama ogasawara.tokyo ogata.akita ogawa.ibaraki
jp: ogawa.nagano ogawa.saitama ogawara.miyagi ogi.saga ogimi.okinawa ogori.fukuoka ogose.saitama
jp: oguchi.aichi oguni.kumamoto oguni.yamagata oharu.aichi ohda.shimane ohi.fukui ohira.miyagi
jp: ohira.tochigi ohkura.yamagata ohtawara.tochigi oi.kanagawa oirase.aomori oishida.yamagata
jp: oiso.kanagawa oita oita.oita oizumi.gunma oji.nara ojiya.niigata okagaki.fukuoka okawa.fukuoka
jp: okawa.kochi okaya.nagano okayama okayama.okayama okazaki.aichi okegawa.saitama oketo.hokkaido
jp: oki.fukuoka okinawa okinawa.okinawa okinoshima.shimane okoppe.hokkaido okuizumo.shimane
jp: okuma.fukushima okutama.tokyo omachi.nagano omachi.saga omaezaki.shizuoka ome.tokyo omi.nagano
jp: omi.niigata omigawa.chiba omihachiman.shiga omitama.ibaraki omiya.saitama omotego.fukushima
jp: omura.nagasaki omuta.fukuoka onagawa.miyagi onga.fukuoka onjuku.chiba onna.okinawa ono.fukui
jp: ono.fukushima ono.hyogo onojo.fukuoka onomichi.hiroshima ookuwa.nagano ooshika.nagano or ora.gunma
jp: osaka osakasayama.osaka osaki.miyagi osakikamijima.hiroshima oseto.nagasaki oshima.tokyo
jp: oshima.yamaguchi oshino.yamanashi oshu.iwate ota.gunma ota.tokyo otake.hiroshima otaki.chiba
jp: otaki.nagano otaki.saitama otama.fukushima otari.nagano otaru.hokkaido oto.fukuoka otobe.hokkaido
jp: otofuke.hokkaido otoineppu.hokkaido otoyo.kochi otsu.shiga otsuchi.iwate otsuki.kochi otsuki.yamanashi
jp: ouchi.saga ouda.nara oumu.hokkaido owani.aomori owariasahi.aichi oyabe.toyama oyama.tochigi
jp: oyamazaki.kyoto oyodo.nara ozora.hokkaido ozu.ehime ozu.kumamoto pippu.hokkaido rankoshi.hokkaido
jp: ranzan.saitama rebun.hokkaido rifu.miyagi rikubetsu.hokkaido rikuzentakata.iwate rishiri.hokkaido
jp: rishirifuji.hokkaido ritto.shiga rokunohe.aomori ryokami.saitama ryugasaki.ibaraki ryuoh.shiga
jp: sabae.fukui sado.niigata saga saga.saga sagae.yamagata sagamihara.kanagawa saigawa.fukuoka saijo.ehime
jp: saikai.nagasaki saiki.oita saitama saitama.saitama saito.miyazaki saka.hiroshima sakado.saitama
jp: sakae.chiba sakae.nagano sakahogi.gifu sakai.fukui sakai.ibaraki sakai.osaka sakaiminato.tottori
jp: sakaki.nagano sakata.yamagata sakawa.kochi sakegawa.yamagata saku.nagano sakuho.nagano sakura.chiba
jp: sakura.tochigi sakuragawa.ibaraki sakurai.nara sakyo.kyoto samegawa.fukushima samukawa.kanagawa
jp: sanagochi.tokushima sanda.hyogo sango.nara sanjo.niigata sannan.hyogo sannohe.aomori sano.tochigi
jp: sanuki.kagawa saroma.hokkaido sarufutsu.hokkaido sasaguri.fukuoka sasayama.hyogo sasebo.nagasaki
jp: satosho.okayama satsumasendai.kagoshima satte.saitama sayama.osaka sayama.saitama sayo.hyogo
jp: seihi.nagasaki seika.kyoto seiro.niigata seirou.niigata seiyo.ehime seki.gifu sekigahara.gifu
jp: sekikawa.niigata semboku.akita semine.miyagi sennan.osaka sera.hiroshima seranishi.hiroshima
jp: setagaya.tokyo seto.aichi setouchi.okayama settsu.osaka shakotan.hokkaido shari.hokkaido
jp: shibata.miyagi shibata.niigata shibecha.hokkaido shibetsu.hokkaido shibukawa.gunma shibuya.tokyo
jp: shichikashuku.miyagi shichinohe.aomori shiga shiiba.miyazaki shijonawate.osaka shika.ishikawa
jp: shikabe.hokkaido shikama.miyagi shikaoi.hokkaido shikatsu.aichi shiki.saitama shikokuchuo.ehime
jp: shima.mie shimabara.nagasaki shimada.shizuoka shimamaki.hokkaido shimamoto.osaka shimane
jp: shimane.shimane shimizu.hokkaido shimizu.shizuoka shimoda.shizuoka shimodate.ibaraki shimofusa.chiba
jp: shimogo.fukushima shimoichi.nara shimoji.okinawa shimokawa.hokkaido shimokitayama.nara shimonita.gunma
jp: shimonoseki.yamaguchi shimosuwa.nagano shimotsuke.tochigi shimotsuma.ibaraki shinagawa.tokyo
jp: shinanomachi.nagano shingo.aomori shingu.fukuoka shingu.hyogo shingu.wakayama shinichi.hiroshima
jp: shinjo.nara shinjo.okayama shinjo.yamagata shinjuku.tokyo shinkamigoto.nagasaki shinonsen.hyogo
jp: shinshinotsu.hokkaido shinshiro.aichi shinto.gunma shintoku.hokkaido shintomi.miyazaki
jp: shinyoshitomi.fukuoka shiogama.miyagi shiojiri.nagano shioya.tochigi shirahama.wakayama
jp: shirakawa.fukushima shirakawa.gifu shirako.chiba shiranuka.hokkaido shiraoi.hokkaido shiraoka.saitama
jp: shirataka.yamagata shiriuchi.hokkaido shiroi.chiba shiroishi.miyagi shiroishi.saga shirosato.ibaraki
jp: shishikui.tokushima shiso.hyogo shisui.chiba shitara.aichi shiwa.iwate shizukuishi.iwate shizuoka
jp: shizuoka.shizuoka shobara.hiroshima shonai.fukuoka shonai.yamagata shoo.okayama showa.fukushima
jp: showa.gunma showa.yamanashi shunan.yamaguchi sobetsu.hokkaido sodegaura.chiba soeda.fukuoka
jp: soja.okayama soka.saitama soma.fukushima soni.nara soo.kagoshima sosa.chiba sowa.ibaraki sue.fukuoka
jp: suginami.tokyo sugito.saitama suifu.ibaraki suita.osaka sukagawa.fukushima sukumo.kochi sumida.tokyo
jp: sumita.iwate sumoto.hyogo sumoto.kumamoto sunagawa.hokkaido susaki.kochi susono.shizuoka suwa.nagano
jp: suzaka.nagano suzu.ishikawa suzuka.mie tabayama.yamanashi tabuse.yamaguchi tachiarai.fukuoka
jp: tachikawa.tokyo tadaoka.osaka tado.mie tadotsu.kagawa tagajo.miyagi tagami.niigata tagawa.fukuoka
jp: tahara.aichi taiji.wakayama taiki.hokkaido taiki.mie tainai.niigata taira.toyama taishi.hyogo
jp: taishi.osaka taishin.fukushima taito.tokyo taiwa.miyagi tajimi.gifu tajiri.osaka taka.hyogo
jp: takagi.nagano takahagi.ibaraki takahama.aichi takahama.fukui takaharu.miyazaki takahashi.okayama
jp: takahata.yamagata takaishi.osaka takamatsu.kagawa takamori.kumamoto takamori.nagano takanabe.miyazaki
jp: takanezawa.tochigi takaoka.toyama takarazuka.hyogo takasago.hyogo takasaki.gunma takashima.shiga
jp: takasu.hokkaido takata.fukuoka takatori.nara takatsuki.osaka takatsuki.shiga takayama.gifu
jp: takayama.gunma takayama.nagano takazaki.miyazaki takehara.hiroshima taketa.oita taketomi.okinawa
jp: taki.mie takikawa.hokkaido takino.hyogo takinoue.hokkaido takko.aomori tako.chiba taku.saga tama.tokyo
jp: tamakawa.fukushima tamaki.mie tamamura.gunma tamano.okayama tamatsukuri.ibaraki tamayu.shimane
jp: tamba.hyogo tanabe.kyoto tanabe.wakayama tanagura.fukushima tanohata.iwate tara.saga tarama.okinawa
jp: tarui.gifu tarumizu.kagoshima tatebayashi.gunma tateshina.nagano tateyama.chiba tateyama.toyama
jp: tatsuno.hyogo tatsuno.nagano tawaramoto.nara tendo.yamagata tenei.fukushima tenkawa.nara tenri.nara
jp: teshikaga.hokkaido toba.mie tobe.ehime tobetsu.hokkaido tobishima.aichi tochigi tochigi.tochigi
jp: tochio.niigata toda.saitama toei.aichi toga.toyama togakushi.nagano togane.chiba togitsu.nagasaki
jp: togo.aichi togura.nagano tohma.hokkaido tohnosho.chiba toho.fukuoka tokai.aichi tokai.ibaraki
jp: tokamachi.niigata tokashiki.okinawa toki.gifu tokigawa.saitama tokoname.aichi tokorozawa.saitama
jp: tokushima tokushima.tokushima tokuyama.yamaguchi tokyo tomakomai.hokkaido tomari.hokkaido tome.miyagi
jp: tomi.nagano tomigusuku.okinawa tomika.gifu tomioka.gunma tomisato.chiba tomiya.miyagi tomobe.ibaraki
jp: tonaki.okinawa tonami.toyama tondabayashi.osaka tone.ibaraki tono.iwate tonosho.kagawa toon.ehime
jp: torahime.shiga toride.ibaraki tosa.kochi tosashimizu.kochi toshima.tokyo tosu.saga tottori
jp: tottori.tottori towada.aomori toya.hokkaido toyako.hokkaido toyama toyama.toyama toyo.kochi
jp: toyoake.aichi toyohashi.aichi toyokawa.aichi toyonaka.osaka toyone.aichi toyono.osaka toyooka.hyogo
jp: toyosato.shiga toyota.aichi toyota.yamaguchi toyotomi.hokkaido toyotsu.fukuoka toyoura.hokkaido
jp: tozawa.yamagata tsu.mie tsubame.niigata tsubata.ishikawa tsubetsu.hokkaido tsuchiura.ibaraki
jp: tsuga.tochigi tsugaru.aomori tsuiki.fukuoka tsukigata.hokkaido tsukiyono.gunma tsukuba.ibaraki
jp: tsukui.kanagawa tsukumi.oita tsumagoi.gunma tsunan.niigata tsuno.kochi tsuno.miyazaki tsuru.yamanashi
jp: tsuruga.fukui tsurugashima.saitama tsurugi.ishikawa tsuruoka.yamagata tsuruta.aomori tsushima.aichi
jp: tsushima.nagasaki tsuwano.shimane tsuyama.okayama ube.yamaguchi uchihara.ibaraki uchiko.ehime
jp: uchinada.ishikawa uchinomi.kagawa uda.nara udono.mie ueda.nagano ueno.gunma uenohara.yamanashi
jp: uji.kyoto ujiie.tochigi ujitawara.kyoto uki.kumamoto ukiha.fukuoka umaji.kochi umi.fukuoka
jp: unazuki.toyama unnan.shimane unzen.nagasaki uonuma.niigata uozu.toyama urakawa.hokkaido urasoe.okinawa
jp: urausu.hokkaido urawa.saitama urayasu.chiba ureshino.mie uruma.okinawa uryu.hokkaido usa.oita
jp: ushiku.ibaraki usui.fukuoka usuki.oita utashinai.hokkaido utazu.kagawa uto.kumamoto utsunomiya.tochigi
jp: uwajima.ehime wada.nagano wajiki.tokushima wajima.ishikawa wakasa.fukui wakasa.tottori wakayama
jp: wakayama.wakayama wake.okayama wakkanai.hokkaido wakuya.miyagi wanouchi.gifu warabi.saitama
jp: wassamu.hokkaido watarai.mie watari.miyagi wazuka.kyoto xn--0trq7p7nn xn--1ctwo xn--1lqs03n
jp: xn--1lqs71d xn--2m4a15e xn--32vp30h xn--4it168d xn--4it797k xn--4pvxs xn--5js045d xn--5rtp49c
jp: xn--5rtq34k xn--6btw5a xn--6orx2r xn--7t0a264c xn--8ltr62k xn--8pvr4u xn--c3s14m xn--d5qv7z876c
jp: xn--djrs72d6uy xn--djty4k xn--efvn9s xn--ehqz56n xn--elqq16h xn--f6qx53a xn--k7yn95e xn--kbrq7o
jp: xn--klt787d xn--kltp7d xn--kltx9a xn--klty5x xn--mkru45i xn--nit225k xn--ntso0iqx3a xn--ntsq17g
jp: xn--pssu33l xn--qqqt11m xn--rht27z xn--rht3d xn--rht61e xn--rny31h xn--tor131o xn--uist22h xn--uisz3g
jp: xn--uuwu58a xn--vgu402c xn--zbx025d yabu.hyogo yabuki.fukushima yachimata.chiba yachiyo.chiba
jp: yachiyo.ibaraki yaese.okinawa yahaba.iwate yahiko.niigata yaita.tochigi yaizu.shizuoka yakage.okayama
jp: yakumo.hokkaido yakumo.shimane yamada.fukuoka yamada.iwate yamada.toyama yamaga.kumamoto yamagata
jp: yamagata.gifu yamagata.ibaraki yamagata.nagano yamagata.yamagata yamaguchi yamakita.kanagawa
jp: yamamoto.miyagi yamanakako.yamanashi yamanashi yamanashi.yamanashi yamanobe.yamagata yamanouchi.nagano
jp: yamashina.kyoto yamato.fukushima yamato.kanagawa yamato.kumamoto yamatokoriyama.nara yamatotakada.nara
jp: yamatsuri.fukushima yamazoe.nara yame.fukuoka yanagawa.fukuoka yanaizu.fukushima yao.osaka yaotsu.gifu
jp: yasaka.nagano yashio.saitama yashiro.hyogo yasu.shiga yasuda.kochi yasugi.shimane yasuoka.nagano
jp: yatomi.aichi yatsuka.shimane yatsushiro.kumamoto yawara.ibaraki yawata.kyoto yawatahama.ehime
jp: yazu.tottori yoichi.hokkaido yoita.niigata yoka.hyogo yokaichiba.chiba yokawa.hyogo yokkaichi.mie
jp: yokoshibahikari.chiba yokosuka.kanagawa yokote.akita yokoze.saitama yomitan.okinawa yonabaru.okinawa
jp: yonago.tottori yonaguni.okinawa yonezawa.yamagata yono.saitama yorii.saitama yoro.gifu yoshida.saitama
jp: yoshida.shizuoka yoshikawa.saitama yoshimi.saitama yoshino.nara yoshinogari.saga yoshioka.gunma
jp: yotsukaido.chiba yuasa.wakayama yufu.oita yugawa.fukushima yugawara.kanagawa yuki.ibaraki
jp: yukuhashi.fukuoka yura.wakayama yurihonjo.akita yusuhara.kochi yusui.kagoshima yuu.yamaguchi
jp: yuza.yamagata yuzawa.niigata zama.kanagawa zamami.okinawa zao.miyagi zentsuji.kagawa zushi.kanagawa
ke: ac co go info me mobi ne or sc
kg: com edu gov mil net org
kh: com edu gov net org
ki: biz com edu gov info net org
km: ass asso com coop edu gouv gov medecin mil nom notaires org pharmaciens prd presse tm veterinaire
kn: edu gov net org
kp: com edu gov org rep tra
kr: ac ai busan chungbuk chungnam co daegu daejeon es gangwon go gwangju gyeongbuk gyeonggi gyeongnam hs
kr: incheon io it jeju jeonbuk jeonnam kg me mil ms ne or pe re sc seoul ulsan
kw: com edu emb gov ind net org
ky: com edu net org
kz: com edu gov mil net org
la: com edu gov info int net org per
lb: com edu gov net org
lc: co com edu gov net org
lk: ac assn com edu gov grp hotel int ltd net ngo org sch soc web
lr: com edu gov net org
ls: ac biz co edu gov info net org sc
lt: gov
lv: asn com conf edu gov id mil net org
ly: com edu gov id med net org plc sch
ma: ac co gov net org press
mc: asso tm
me: ac co edu gov its net org priv
mg: co com edu gov mil nom org prd
mk: com edu gov inf name net org
ml: ac art asso com edu gouv gov info inst net org pr presse
mm: *
mn: edu gov org
mo: com edu gov net org
mr: gov
ms: com edu gov net org
mt: com edu net org
mu: ac co com gov net or org
mv: aero biz com coop edu gov info int mil museum name net org pro
mw: ac biz co com coop edu gov int net org
mx: com edu gob net org
my: biz com edu gov mil name net org
mz: ac adv co edu gov mil net org
na: alt co com gov net org
nc: asso nom
nf: arts com firm info net other per rec store web
ng: com edu gov i mil mobi name net org sch
ni: ac biz co com edu gob in info int mil net nom org web
no: aa aarborte aejrie afjord agdenes ah aknoluokta akrehamn al alaheadju alesund algard alstahaug alta
no: alvdal amli amot andasuolo andebu andoy ardal aremark arendal arna aseral asker askim askoy askvoll
no: asnes audnedal aukra aure aurland aurskog-holand austevoll austrheim averoy badaddja bahcavuotna
no: bahccavuotna baidar bajddar balat balestrand ballangen balsfjord bamble bardu barum batsfjord
no: bearalvahki beardu beiarn berg bergen berlevag bievat bindal birkenes bjerkreim bjugn bo.nordland
no: bo.telemark bodo bokn bomlo bremanger bronnoy bronnoysund brumunddal bryne bu budejju bygland bykle
no: cahcesuolo davvenjarga davvesiida deatnu dep dielddanuorri divtasvuodna divttasvuotna donna dovre
no: drammen drangedal drobak dyroy egersund eid eidfjord eidsberg eidskog eidsvoll eigersund elverum
no: enebakk engerdal etne etnedal evenassi evenes evje-og-hornnes farsund fauske fedje fet fetsund fhs
no: finnoy fitjar fjaler fjell fla flakstad flatanger flekkefjord flesberg flora floro fm folkebibl
no: folldal forde forsand fosnes frana fredrikstad frogn froland frosta froya fuoisku fuossko fusa
no: fylkesbibl fyresdal gaivuotna galsa gamvik gangaviika gaular gausdal giehtavuoatna gielda gildeskal
no: giske gjemnes gjerdrum gjerstad gjesdal gjovik gloppen gol gran grane granvin gratangen grimstad grong
no: grue gs.aa gs.ah gs.bu gs.fm gs.hl gs.hm gs.jan-mayen gs.mr gs.nl gs.nt gs.of gs.ol gs.oslo gs.rl
no: gs.sf gs.st gs.svalbard gs.tm gs.tr gs.va gs.vf gulen guovdageaidnu ha habmer hadsel hagebostad halden
no: halsa hamar hamaroy hammarfeasta hammerfest hapmir haram hareid harstad hasvik hattfjelldal haugesund
no: hemne hemnes hemsedal herad heroy.more-og-romsdal heroy.nordland hitra hjartdal hjelmeland hl hm hobol
no: hof hokksund hol hole holmestrand holtalen honefoss hornindal horten hoyanger hoylandet hurdal hurum
no: hvaler hyllestad ibestad idrett inderoy iveland ivgu jan-mayen jessheim jevnaker jolster jondal
no: jorpeland kafjord karasjohka karasjok karlsoy karmoy kautokeino kirkenes klabu klepp kommune kongsberg
no: kongsvinger kopervik kraanghke kragero kristiansand kristiansund krodsherad krokstadelva kvafjord
no: kvalsund kvam kvanangen kvinesdal kvinnherad kviteseid kvitsoy laakesvuemie lahppi langevag lardal
no: larvik lavagis lavangen leangaviika lebesby leikanger leirfjord leirvik leka leksvik lenvik lerdal
no: lesja levanger lier lierne lillehammer lillesand lindas lindesnes loabat lodingen lom loppa lorenskog
no: loten lund lunner luroy luster lyngdal lyngen malatvuopmi malselv malvik mandal marker marnardal
no: masfjorden masoy matta-varjjat meland meldal melhus meloy meraker midsund midtre-gauldal mil mjondalen
no: mo-i-rana moareke modalen modum molde mosjoen moskenes moss mr muosat museum naamesjevuemie namdalseid
no: namsos namsskogan nannestad naroy narviika narvik naustdal navuotna nedre-eiker nes.akershus
no: nes.buskerud nesna nesodden nesoddtangen nesseby nesset nissedal nittedal nl nord-aurdal nord-fron
no: nord-odal norddal nordkapp nordre-land nordreisa nore-og-uvdal notodden notteroy nt odda of oksnes ol
no: omasvuotna oppdal oppegard orkanger orkdal orland orskog orsta os.hedmark os.hordaland osen oslo
no: osoyro osteroy ostre-toten overhalla ovre-eiker oyer oygarden oystre-slidre porsanger porsangu
no: porsgrunn priv rade radoy rahkkeravju raholt raisa rakkestad ralingen rana randaberg rauma re rendalen
no: rennebu rennesoy rindal ringebu ringerike ringsaker risor rissa rl roan rodoy rollag romsa romskog
no: roros rost royken royrvik ruovat rygge salangen salat saltdal samnanger sande.more-og-romsdal
no: sande.vestfold sande.xn--mre-og-romsdal-qqb sandefjord sandnes sandnessjoen sandoy sarpsborg sauda
no: sauherad sel selbu selje seljord sf siellak sigdal siljan sirdal skanit skanland skaun skedsmo
no: skedsmokorset ski skien skierva skiptvet skjak skjervoy skodje slattum smola snaase snasa snillfjord
no: snoasa sogndal sogne sokndal sola solund somna sondre-land songdalen sor-aurdal sor-fron sor-odal
no: sor-varanger sorfold sorreisa sortland sorum spjelkavik spydeberg st stange stat stathelle stavanger
no: stavern steigen steinkjer stjordal stjordalshalsen stokke stor-elvdal stord stordal storfjord strand
no: stranda stryn sula suldal sund sunndal suohkan surnadal svalbard sveio svelvik sykkylven tana tananger
no: time tingvoll tinn tjeldsund tjielte tjome tm tokke tolga tonsberg torsken tr trana tranby tranoy
no: troandin trogstad tromsa tromso trondheim trysil tvedestrand tydal tynset tysfjord tysnes tysvar
no: uenorge ullensaker ullensvang ulstein ulvik unjarga utsira va vaapste vadso vaga vagan vagsoy vaksdal
no: valer.hedmark valer.ostfold valle vang vanylven vardo varggat varoy vefsn vega vegarshei vennesla
no: verdal verran vestby vestnes vestre-slidre vestre-toten vestvagoy vevelstad vf vgs vik vikna
no: vindafjord voagat volda voss vossevangen xn--andy-ira xn--asky-ira xn--aurskog-hland-jnb xn--avery-yua
no: xn--b-5ga.nordland xn--b-5ga.telemark xn--bdddj-mrabd xn--bearalvhki-y4a xn--berlevg-jxa
no: xn--bhcavuotna-s4a xn--bhccavuotna-k7a xn--bidr-5nac xn--bievt-0qa xn--bjddar-pta xn--blt-elab
no: xn--bmlo-gra xn--bod-2na xn--brnny-wuac xn--brnnysund-m8ac xn--brum-voa xn--btsfjord-9za
no: xn--davvenjrga-y4a xn--dnna-gra xn--drbak-wua xn--dyry-ira xn--eveni-0qa01ga xn--finny-yua
no: xn--fjord-lra xn--fl-zia xn--flor-jra xn--frde-gra xn--frna-woa xn--frya-hra xn--ggaviika-8ya47h
no: xn--gildeskl-g0a xn--givuotna-8ya xn--gjvik-wua xn--gls-elac xn--h-2fa xn--hamary-fya xn--hbmer-xqa
no: xn--hcesuolo-7ya35b xn--hery-ira.nordland xn--hery-ira.xn--mre-og-romsdal-qqb xn--hgebostad-g3a
no: xn--hmmrfeasta-s4ac xn--hnefoss-q1a xn--hobl-ira xn--holtlen-hxa xn--hpmir-xqa xn--hyanger-q1a
no: xn--hylandet-54a xn--indery-fya xn--jlster-bya xn--jrpeland-54a xn--karlsy-fya xn--karmy-yua
no: xn--kfjord-iua xn--klbu-woa xn--koluokta-7ya57h xn--krager-gya xn--kranghke-b0a xn--krdsherad-m8a
no: xn--krehamn-dxa xn--krjohka-hwab49j xn--ksnes-uua xn--kvfjord-nxa xn--kvitsy-fya xn--kvnangen-k0a
no: xn--l-1fa xn--laheadju-7ya xn--langevg-jxa xn--ldingen-q1a xn--leagaviika-52b xn--lesund-hua
no: xn--lgrd-poac xn--lhppi-xqa xn--linds-pra xn--loabt-0qa xn--lrdal-sra xn--lrenskog-54a xn--lt-liac
no: xn--lten-gra xn--lury-ira xn--mely-ira xn--merker-kua xn--mjndalen-64a xn--mlatvuopmi-s4a xn--mli-tla
no: xn--mlselv-iua xn--moreke-jua xn--mosjen-eya xn--mot-tla xn--msy-ula0h xn--mtta-vrjjat-k7af
no: xn--muost-0qa xn--nmesjevuemie-tcba xn--nry-yla5g xn--nttery-byae xn--nvuotna-hwa xn--oppegrd-ixa
no: xn--ostery-fya xn--osyro-wua xn--porsgu-sta26f xn--rady-ira xn--rdal-poa xn--rde-ula xn--rdy-0nab
no: xn--rennesy-v1a xn--rhkkervju-01af xn--rholt-mra xn--risa-5na xn--risr-ira xn--rland-uua
no: xn--rlingen-mxa xn--rmskog-bya xn--rros-gra xn--rskog-uua xn--rst-0na xn--rsta-fra xn--ryken-vua
no: xn--ryrvik-bya xn--s-1fa xn--sandnessjen-ogb xn--sandy-yua xn--seral-lra xn--sgne-gra xn--skierv-uta
no: xn--skjervy-v1a xn--skjk-soa xn--sknit-yqa xn--sknland-fxa xn--slat-5na xn--slt-elab xn--smla-hra
no: xn--smna-gra xn--snase-nra xn--sndre-land-0cb xn--snes-poa xn--snsa-roa xn--sr-aurdal-l8a
no: xn--sr-fron-q1a xn--sr-odal-q1a xn--sr-varanger-ggb xn--srfold-bya xn--srreisa-q1a xn--srum-gra
no: xn--stjrdal-s1a xn--stjrdalshalsen-sqb xn--stre-toten-zcb xn--tjme-hra xn--tnsberg-q1a xn--trany-yua
no: xn--trgstad-r1a xn--trna-woa xn--troms-zua xn--tysvr-vra xn--unjrga-rta xn--vads-jra xn--vard-jra
no: xn--vegrshei-c0a xn--vestvgy-ixa6o xn--vg-yiab xn--vgan-qoa xn--vgsy-qoa0j xn--vler-qoa.hedmark
no: xn--vler-qoa.xn--stfold-9xa xn--vre-eiker-k8a xn--vrggt-xqad xn--vry-yla5g xn--yer-zna xn--ygarden-p1a
no: xn--ystre-slidre-ujb
np: *
nr: biz com edu gov info net org
nz: ac co cri geek gen govt health iwi kiwi maori mil net org parliament school xn--mori-qsa
om: co com edu gov med museum net org pro
pa: abo ac com edu gob ing med net nom org sld
pe: com edu gob mil net nom org
pf: com edu org
pg: *
ph: com edu gov i mil net ngo org
pk: ac biz com edu fam gkp gob gog gok gop gos gov net org web
pl: agro aid ap.gov atm augustow auto babia-gora bedzin beskidy bialowieza bialystok bielawa bieszczady
pl: biz boleslawiec bydgoszcz bytom cieszyn com czeladz czest dlugoleka edu elblag elk glogow gmina
pl: gniezno gorlice gov grajewo griw.gov gsm ic.gov ilawa info is.gov jaworzno jelenia-gora jgora kalisz
pl: karpacz kartuzy kaszuby katowice kazimierz-dolny kepno ketrzyn klodzko kmpsp.gov kobierzyce kolobrzeg
pl: konin konskowola konsulat.gov kppsp.gov kutno kwp.gov kwpsp.gov lapy lebork legnica lezajsk limanowa
pl: lomza lowicz lubin lukow mail malbork malopolska mazowsze mazury media miasta mielec mielno mil
pl: mragowo mup.gov mw.gov naklo net nieruchomosci nom nowaruda nysa oia.gov oirm.gov oke.gov olawa olecko
pl: olkusz olsztyn oow.gov opoczno opole org oschr.gov ostroda ostroleka ostrowiec ostrowwlkp oum.gov
pl: pa.gov pc pila pinb.gov pisz piw.gov po.gov podhale podlasie polkowice pomorskie pomorze powiat pr.gov
pl: priv prochowice pruszkow przeworsk psp.gov psse.gov pulawy pup.gov radom rawa-maz realestate rel
pl: rybnik rzeszow rzgw.gov sa.gov sanok sdn.gov sejny sex shop sklep sko.gov skoczow slask slupsk so.gov
pl: sos sosnowiec sr.gov stalowa-wola starachowice stargard starostwo.gov suwalki swidnica swiebodzin
pl: swinoujscie szczecin szczytno szkola targi tarnobrzeg tgory tm tourism travel turek turystyka tychy
pl: ug.gov ugim.gov um.gov umig.gov upow.gov uppo.gov us.gov ustka uw.gov uzs.gov walbrzych warmia
pl: warszawa waw wegrow wielun wif.gov wiih.gov winb.gov wios.gov witd.gov wiw.gov wkz.gov wlocl wloclawek
pl: wodzislaw wolomin wroclaw wsa.gov wskr.gov wsse.gov wuoz.gov wzmiuw.gov zachpomor zagan zarow zgora
pl: zgorzelec zp.gov zpisdn.gov
pn: co edu gov net org
pr: ac biz com edu est gov info isla name net org pro prof
pro: aaa aca acct avocat bar cpa eng jur law med recht
ps: com edu gov net org plo sec
pt: com edu gov int net nome org publ
pw: gov
py: com coop edu gov mil net org
qa: com edu gov mil name net org sch
re: asso com
ro: arts com firm info nom nt org rec store tm www
rs: ac co edu gov in org
rw: ac co coop gov mil net org
sa: com edu gov med net org pub sch
sb: com edu gov net org
sc: com edu gov net org
sd: com edu gov info med net org tv
se: a ac b bd brand c d e f fh fhsk fhv g h i k komforb kommunalforbund komvux l lanbib m n naturbruksgymn
se: o org p parti pp press r s t tm u w x y z
sg: com edu gov net org
sh: com gov mil net org
sk: org
sl: com edu gov net org
sn: art com edu gouv org univ
so: com edu gov me net org
ss: biz co com edu gov me net org sch
st: co com consulado edu embaixada mil net org principe saotome store
sv: com edu gob org red
sx: gov
sy: com edu gov mil net org
sz: ac co org
th: ac co go in mi net or
tj: biz co com edu go gov int mil name net nic org test web
tl: gov
tm: co com edu gov mil net nom org
tn: com ens fin gov ind info intl mincom nat net org perso tourism
to: com edu gov mil net org
tr: av bbs bel biz com dr edu gen gov gov.nc info k12 kep mil name nc net org pol tel tsk tv web
tt: biz co com edu gov info mil name net org pro
tw: club com ebiz edu game gov idv mil net org
tz: ac co go hotel info me mil mobi ne or sc tv
ua: cherkassy cherkasy chernigov chernihiv chernivtsi chernovtsy ck cn com cr crimea cv dn dnepropetrovsk
ua: dnipropetrovsk donetsk dp edu gov if in ivano-frankivsk kh kharkiv kharkov kherson khmelnitskiy
ua: khmelnytskyi kiev kirovograd km kr kropyvnytskyi krym ks kv kyiv lg lt lugansk luhansk lutsk lv lviv
ua: mk mykolaiv net nikolaev od odesa odessa org pl poltava rivne rovno rv sb sebastopol sevastopol sm
ua: sumy te ternopil uz uzhgorod uzhhorod vinnica vinnytsia vn volyn yalta zakarpattia zaporizhzhe
ua: zaporizhzhia zhitomir zhytomyr zp zt
ug: ac co com edu go gov mil ne or org sc us
uk: *.sch ac co gov ltd me net nhs org plc police
us: ak al ann-arbor.mi ar as az ca cc.ak cc.al cc.ar cc.as cc.az cc.ca cc.co cc.ct cc.dc cc.de cc.fl cc.ga
us: cc.gu cc.hi cc.ia cc.id cc.il cc.in cc.ks cc.ky cc.la cc.ma cc.md cc.me cc.mi cc.mn cc.mo cc.ms cc.mt
us: cc.nc cc.ne cc.nh cc.nj cc.nm cc.nv cc.ny cc.oh cc.ok cc.or cc.pa cc.pr cc.ri cc.sc cc.sd cc.tn cc.tx
us: cc.ut cc.va cc.vi cc.vt cc.wa cc.wi cc.wv cc.wy co cog.mi ct dc de dni dst.mi eaton.mi fl ga gen.mi gu
us: hi ia id il in isa k12.ak k12.al k12.ar k12.as k12.az k12.ca k12.co k12.ct k12.dc k12.fl k12.ga k12.gu
us: k12.ia k12.id k12.il k12.in k12.ks k12.ky k12.la k12.ma k12.md k12.me k12.mi k12.mn k12.mo k12.ms
us: k12.mt k12.nc k12.ne k12.nh k12.nj k12.nm k12.nv k12.ny k12.oh k12.ok k12.or k12.pa k12.pr k12.sc
us: k12.tn k12.tx k12.ut k12.va k12.vi k12.vt k12.wa k12.wi k12.wy ks ky la lib.ak lib.al lib.ar lib.as
us: lib.az lib.ca lib.co lib.ct lib.dc lib.fl lib.ga lib.gu lib.hi lib.ia lib.id lib.il lib.in lib.ks
us: lib.ky lib.la lib.ma lib.md lib.me lib.mi lib.mn lib.mo lib.mt lib.nc lib.ne lib.nh lib.nj lib.nm
us: lib.nv lib.ny lib.oh lib.ok lib.or lib.pa lib.pr lib.ri lib.sc lib.sd lib.tn lib.tx lib.ut lib.va
us: lib.vi lib.vt lib.wa lib.wi lib.wy ma md me mi mn mo ms mt mus.mi nc nd ne nh nj nm nsn nv ny oh ok or
us: pa pr ri sc sd tec.mi tn tx ut va vi vt wa washtenaw.mi wi wv wy
uy: com edu gub mil net org
uz: co com net org
vc: com edu gov mil net org
ve: arts bib co com e12 edu emprende firm gob gov ia info int mil net nom org rar rec store tec web
vg: edu
vi: co com k12 net org
vn: ac ai angiang bacgiang backan baclieu bacninh baria-vungtau bentre binhdinh binhduong binhphuoc
vn: binhthuan biz camau cantho caobang com daklak daknong danang dienbien dongnai dongthap edu gialai gov
vn: hagiang haiduong haiphong hanam hanoi hatinh haugiang health hoabinh hue hungyen id info int io
vn: khanhhoa kiengiang kontum laichau lamdong langson laocai longan namdinh name net nghean ninhbinh
vn: ninhthuan org phutho phuyen pro quangbinh quangnam quangngai quangninh quangtri soctrang sonla tayninh
vn: thaibinh thainguyen thanhhoa thanhphohochiminh thuathienhue tiengiang travinh tuyenquang vinhlong
vn: vinhphuc yenbai
vu: com edu net org
ws: com edu gov net org
xn--4dbrk0ce: xn--4dbgdty6c xn--5dbhl8d xn--8dbq2a xn--hebda8b
xn--90a3ac: xn--80au xn--90azh xn--c1avg xn--d1at xn--o1ac xn--o1ach
xn--j6w193g: xn--55qx5d xn--gmqw5a xn--mxtq1m xn--od0alg xn--uc0atv xn--wcvs22d
xn--o3cw4h: xn--12c1fe0br xn--12cfi8ixb8l xn--12co0c3b4eva xn--h3cuzk1di xn--m3ch0j3a xn--o3cyx2a
ye: com edu gov mil net org
za: ac agric alt co edu gov grondar law mil net ngo nic nis nom org school tm web
zm: ac biz co com edu gov info mil net org sch
zw: ac co gov mil org
"""

MAILBOX_PROVIDERS = """
ac: uae
ae: yahoo
af: is posteo us
ai: hush
am: 88 i
ar: arnet.com infovia.com interlap.com keko.com live.com netizen.com onenet.com serga.com terra.com
ar: topmail.com uol.com web-mail.com yahoo.com
as: mailbox sent
at: aon centermail forfree gmx kitznet live mail.htl22 net4you outlook partynight pii qibl sent sms spl
at: tiscali wegwerf-email yahoo
au: aapt.net adam.com artlover.com aussiemail.com bigblue.net bigpond.com bigpond.net chocaholic.com
au: dodo.com exemail.com fastmail.com freemail.com hello.net hotmail.com i-mail.com iinet.net iprimus.com
au: kmail.com lionsfan.com live.com looksmart.com mbox.com medical.net netspace.net optusnet.com
au: outlook.com ozbytes.net ozemail.com racingfan.com science.com start.com telstra.com tpg.com
au: virginbroadband.com westnet.com winmail.com yahoo.com
az: box mail
be: advalvas bartdevos calidifontain digibel freegates golfmail hotmail live mail net-c outlook perso
be: skynet telenet tiscali yahoo
bg: abv arcotronics lex mail orbitel topteam
biz: coid email fasternet film-blog geschent gothere lolmail mailbiz merda.igg nabc ontyne reallyfast
biz: urgentmail veryfast watchever yhg
br: bol.com brazilmail.com brfree.com cool globalsite.com gmail.com hotmail.com ig.com mailbr.com oi.com
br: osite.com outlook.com plusmail.com riopreto.com seguros.com terra.com ubbi.com uol.com wins.com
br: yahoo.com zipmail.com
by: tut yandex
bz: ibnuh
ca: cogeco coolgoose efxs fastmail ftpinc gardenscape gmx hotmail live net-c rabin realtyalerts runi shaw
ca: sympatico thexyz videotron webcity yahoo
cat: net-c
cc: airmail alexandria cam4you cdpa co contrasto.cu cu eml fastest grn i6.cloudns imap m21 mail21
cc: merda.flu merda.nut merda.usa moldova nm7 orgmbx phus8kajuspa.cu postfach shitaway.cu shitaway.usa
cc: shockinmytown.cu tiv wiz wovz.cu yourlifesucks.cu
ch: bluemail bluewin ctos dplanet hotmail lain mail postino protonmail yahoo
cl: 123mail 147 atina live outlook sin sinfiltro terra
club: bestoption25
cn: 189 cntv fastmail live msn sina trimix wo.com wormseo yahoo yahoo.com
co: betr mailchoose mr24 tokem uol.com xagloo yahoo yahoo.com
com: 100likers 1033edge 10mail 10minutemail 10minutesmail 10x9 11mail 123 123india 126 12houremail 139
com: 140unichars 150mail 150ml 15meg4free 15qm 163 16mail 188 1coolplace 1freeemail 1funplace
com: 1internetdrive 1mum 1musicrow 1netdrive 1nsyncfan 1st-forms 1under 1webave 1webhighway 2-mail 212
com: 21cn 24horas 2980 2d2i 2die4 2trom 30minutesmail 3126 321media 36ru 37 3ammagazine 3dmail 3email
com: 4email 4mg 4newyork 4x4man 50mail 5iron 5star 5ymail 8127ep 97rock 99 aaamail.zzn
com: abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk abdulnour aberystwyth abolition-now
com: about academiccommunity academycougars accessgcc accountant acdcfan ace-of-base acmecity activist
com: address adexec adfarrow adobeccepdm adoption adrenalinefreak aemail4u aeneasmail aeonpsi
com: afreeinternet africamail agoodmail aichi aim aircraftmail airforceemail ajacied akapost akerd
com: albawaba alex4all algeria alibaba aliyun alldirectbuy allergist alloymail allracing allsaintsfan
com: altavista alternativagratis alumni alumnidirector amelabs amele amnetsal amuromail anappfor ancestry
com: anfmail angelfan angelfire angelic animalhouse anjungcafe annsmail anonymize anonymousness anote
com: another anotherwin95 ansibleemail anti-social antireg antisocial antongijsen antwerpen anymoment
com: anytimenow aol apexmail aphlog apmail apple.dnsabr arabia arcademaster archaeologist arcticmail
com: argentina arroisijewellery artlover artman-conception as-if asean-mail asheville asia asia-links
com: asia-mail asiafind asianavenue asiancityweb assala assamesemail astroboymail astrolover astrosfan
com: asurfer atheist atlaswebmail atlink ato.check atozasia attbi attymail au ausi austin.rr australiamail
com: autoescuelanerja automotiveauthority aver axoskate ayna azimiweb bachelorboy bachelorgal backpackers
com: backstreet-boys backstreetboysclub badoop bagherpour ballyfinance bangkok bangkok2000 baptistmail
com: baptized barcelona baseballmail basketballmail baudoinconsulting bazaaboom bboy.zzn bcvibes
com: bearsarefuzzy beeebank beenhad beer beethoven belice belizehome belljonestax berkscounty berlin
com: bestchoiceusedcar bharatmail bidourlnks bigassweb bigboab bigfoot bigger biggerbadder bigmailbox
com: bigpond bigramp bikemechanics bikeracer bikerider billsfan bimamail birdlover bisons bitmail
com: bizhosting bla-bla blackburnmail blackplanet blader blazemail blockfilter blogos bluebottle bluehyppo
com: bluesfan blushmail boardermail boatracers bobmurchison bolando bollywoodz bolt boltonfans bombdiggity
com: bookthemmore boom bootmail borged bornnaked bossofthemoss bostonoffice boxbg boxemail boxfrog
com: boyzoneclub bradfordfans bratwurst.dnsabr brazilmail breakthru breathe brew-master brew-meister
com: briefemail briggsmarcus britneyclub brittonsign brokenvalve brusseler bsdmail bspooky bt btb-notes
com: btconnect btinternet btopenworld buffymail bugmenever bugmenot bullsfan bullsgame bunko buryfans
com: business-man businessbackend businessweekmail busta-rhymes busymail buyersusa buymoreplays bvimailbox
com: byespm byteme c4 cabacabana cairomail californiafitnessdeals californiamail callnetuk camidge canada
com: canada-11 canadianmail canoemail canwetalk caramail care2 careerbuildermail casablancaresort cash4u
com: cashette casino catcha catchamail catlover catsrule.garfield ccnmail cd2 celineclub celtic
com: centralpets certifiedmail cfl.rr chaiyomail chance2mail charmedmail chattown chauhanweb check
com: check1check cheerful chek chemist chequemail cheyenneweb chez chickmail china chinalook chinamail
com: chirk chithinh chol churchusa cia-agent cicciociccio cinci.rr city-of-birmingham city-of-cambridge
com: city-of-coventry city-of-edinburgh city-of-lichfield city-of-lincoln city-of-liverpool
com: city-of-manchester city-of-nottingham city-of-oxford city-of-swansea city-of-westminster city2city
com: ckiso claramail classicalfan clerk cliffhanger clubalfa clubducati clubnetnoir cluemail cmpmail
com: cnnsimail codeandscotch codivide coieo coldmail collectiblesuperstore collegebeat collegeclub
com: collegemail colleges columbus.rr columbusrr columnist comic communityconnect completegolfswing
com: comprendemail compuserve computer-freak computer4u conexcol conk connectbox conok consultant
com: cookiemonster coolgoose coolkiwi coollist coolmail coolsend cooooool copacabana cornells cornerpub
com: corporatedirtbag cortinet counsellor countrylover cox crankhole crazedanddazed crazysexycool
com: cristianemail critterpost croeso crosshairs crwmail cry4helponline cs cszbl cuemail curio-city
com: cute-girl cuteandcuddly cutey cyber-matrix cyber-wizard cyber4all cyberbabies cybercafemaui cyberdude
com: cybergal cybergrrl cyberinbox cyberleports cyberservices cyberspace-asia cyclefanz cynetcity dadacasa
com: daemsteam daha dailypioneer dallas.theboys dallasmail dangerous-minds dansegulvet darkharvestfilms
com: dash-pads data54 davegracey davidlcreative dawnsonmail dawsonmail dazedandconfused dbzmail ddcrew
com: ddnsfree deal-maker dealrek dearriba death-star defomail dejanews delayload deliveryman depechemode
com: deseretmail desertmail desilota deskmail deskpilot destin detik deutschland-net devotedcouples
com: dfwatson di-ve dialogus diplomats directbox dirtracer disciples discofan discovery discoverymail
com: disposable dmailman dmv dnsmadeeasy doctor dog dogit doglover doityourself doneasy donjuan
com: dontgotmail dontmesswithtexas doramail dostmail dotslashrage douchelounge dp76 dr dragracer dreamwiz
com: dropzone dsiay dubaimail dublin duck duk33 dukedish dumpmail dunlopdriver dunloprider duno dutchmail
com: dvx.dnsabr dyceroprojects dygo dynamitemail e-mailanywhere e-tapaal earthalliance earthdome eastmail
com: easypost eatmydirt ecallheandi ecardmail echina ecompare edinburgh-airporthotels edmail ednatx
com: edtnmail educastmail ehmail elitevipatlantamodels elsitio elvis elvisfan email email.women emailacc
com: emailaccount emailchoice emailem emailit emailondeck emailpinoy emailplanet emailresort
com: emailtemporanea ematic embarqmail emeraldwebmail emumail end-war engineer england englandmail epatra
com: eqqu eresmas erols escapehatchapp esemay esgeneri esprity etoast etrademail eudoramail europe
com: europemail euroseek eurosport excite execs expressasia extended eyou ezcybersearch ezfill
com: ezmail.egine ezrs facebook failbone faithkills fakedemail falseaddress fan fan.theboys fansonlymail
com: fantasticmail farifluset.mailexpire faroweb fast-email fastem fastemailer fastermail fastimap
com: fastmail fastmessaging fastservice fbi-agent federalcontractors felicity felicitymail femenino
com: fetchmail feyenoorder ffanet fiberia fictionsite figjs filbert4u filberts4u filipinolinks financier
com: findmail finebody finfin fire-brigade fishfuse flashemail flashmail flipcode fmailbox fmgirl fmguy
com: fnmail folkfan foodmail football.theboys footballmail for-president forecastertests forpresident
com: fortuncity fortunecity foxja foxmail free-org freeaccount freeandsingle freebabysittercam
com: freeblackbootytube freechal freedom.usa freedomlover freefattymovies freeghana freeola
com: freeplumpervideos freeschoolgirlvids freesistercam freestamp freeteenbums freeuk freewebemail
com: freeyellow fresnomail friends-cafe friendsfan from-africa from-america from-argentina from-asia
com: from-australia from-belgium from-brazil from-canada from-england from-europe from-holland from-israel
com: from-korea from-mexico from-outerspace from-russia fromalabama fromalaska fromarizona fromarkansas
com: fromcalifornia fromcolorado fromconnecticut fromdelaware fromgeorgia fromidaho fromillinois
com: fromindiana fromiowa fromjupiter fromkansas fromkentucky fromlouisiana frommaryland frommassachusetts
com: frommiami frommichigan fromminnesota frommississippi frommissouri frommontana fromnebraska fromnevada
com: fromnewhampshire fromnewjersey fromnewmexico fromnorthcarolina fromnorthdakota fromohio fromoklahoma
com: frompennsylvania fromrhodeisland fromru fromsouthcarolina fromsouthdakota fromtennessee fromtexas
com: fromthestates fromutah fromvermont fromvirginia fromwashington fromwashingtondc fromwestvirginia
com: fromwisconsin fromwyoming frontier fuirio fullmail funkfan funnycodesnippets fuorissimo
com: furnitureprovider fwnb fxnxs fxsmails galaxy5 galaxyhit gamegeek gamegregious games gamespotmail
com: garbage gardener garizo gazibooks gee-wiz geecities geek geeklife gencmail general-hospital geocities
com: geologist geopia germanymail geteit gh2000 ghanamail ghostmail giaiphapmuasam giantsfan girl4god
com: girlsindetention givepeaceachance globalpagan globaltouron globo gmail gmial gmx gnctr-calgary
com: gnwmail go go2net gocollege gocubs goldtoolbox golfemail goodnewsmail goodstick googlemail goplay
com: gospelfan gothere.uk gotomy gotti.otherinbox govolsfan grabmail graphic-designer grapplers gratisweb
com: greggamel groupmail grungecafe gudanglowongan guerillamailblock guerrillamail guessmail gurlmail guy
com: guy2 guyanafriends gyorsposta hackermail hahawrong hamptonroads hanafos handbag handleit hang-ten
com: hanmir happemail happycounsel happypuppy hardcorefreak haribu hawaii.rr hawrong hazelnut4u
com: hazelnuts4u headbone heartthrob heathenhammer heathenhero heerschap hehe helloricky helter-skelter
com: hempseed herediano heremail herono1 hey hhdevel hiddentragedy hidemyass highmilton highquality
com: hilarious hiphopfan hispavista hitmail hkstarphoto hockeymail hollywoodkids home-email homeart
com: homelocator homemail homestead homeworkcentral honduras hongkong hoopsmail horrormail hot-shot hotbot
com: hotbrev hotepmail hotletter hotmai hotmail hotmial hotpop3 hotvoice housefan housemail html.tou
com: humaility hungpackage hunsa hurting hush hushmail hypernautica i-connect i-france i-p i12 iamawoman
com: iamwaiting iamwasted iamyours iaoss icantbelieveineedtoexplainthisshit icestorm icloud
com: icmsconsultants icq icqmail icrazy id-base ididitmyway idigjesus idirect ifoward ignmail ihateclowns
com: ijustdontcare ilkposta ilovechocolate ilovejesus ilovethemovies imaginemail imailbox imap-mail
com: imneverwrong imstressed imtoosexy in2jesus iname inbox incamail incq incredimail india indiatimes
com: indieclad indo-mail indocities indomail indyracers inerted info66 infohq infospacemail inmail24
com: inmano innocent inorbit inoutbox insight.rr instruction insurer interaccess interburp internet-club
com: internet-e-mail internet-police internetbiz internetdrive internetegypt internetoftags investormail
com: iobox iowaemail iozak ip3 iqemail iraqmail ireland irelandmail irishspringrealty isellcars
com: iservejesus isleuthmail isonfire israelmail isukrainestillacountry italymail itloox itmom
com: itunesgiftcodegenerator ivebeenframed ivillage iwan-fals iwmail iwon izadpanah jahoopa japan
com: jaydemail jazzandjava jazzfan jazzgame jerusalemmail jewishmail job4u joinme jokes jopho jordanmail
com: journalist joymail jpopmail jump juniormail junkmail juno justicemail kaazoo kaffeeschluerfer kaixo
com: kakao kalpoint kamsg kansascity kaovo kapoorweb karachian karachioye karbasi kariplan kartvelo
com: katamail kbjrmail kcks keg-party kellychen kemptvillebaseball keromail keyemail khosropour kiani
com: kickassmail killermail kimo kinki-kids kiois kissfans kisstwink kitnastar kittymail kiwibox kiwitown
com: kloap kludgemush kmhow kon42 konx kopagas korea koreamail kozmail krongthip krunis ksanmail
com: ksee24mail kube93mail kuhrap kukamail kumarweb kuwait-mail la lagerlouts lahoreoye
com: lakelivingstonrealestate lakmail lankamail latemodels latinmail latino lavache law lawlita lawyer
com: ldop ldtp legalactions legislator letterbox levele lexis-nexis-mail liamcyrus liberomail lick101
com: lifetotech ligsb lindenbaumjapan linkmaster linktrader linuxfreemail liontrucks listomail littleapple
com: littleblueroom live livedoor liverpoolfans llandudno llangollen lobbyist localbar locos logular
com: london loobie looksmart lopezclub losemymail louiskoo loveable lovecat lovefootball lovemail
com: lover-boy lovergirl lovethebroncos lovethecowboys lovingjesus lowandslow lpfmgmtltd lukecarriere
com: luukku lycos lycosemail lycosmail lyfestylecreditsolutions m-a-i-l m-hmail mac macbox macfreak
com: machinecandy macmail macromaid madcreations madonnafan madrid maennerversteherin magamail mahmoodweb
com: mail mail-center mail-central mail-me mail-owl mail-page mail-tester mail.austria mail.bulgaria
com: mail.entrepeneurmag mail.freetown mail.hitthebeach mail.kmsp mail.pharmacy mail.r-o-o-t mail.sisna
com: mail.spaceports mail.theboys mail.usa mail15 mail1st mail2007 mail2aaron mail2abby mail2abc
com: mail2actor mail2admiral mail2adorable mail2adoration mail2adore mail2adventure mail2aeolus
com: mail2aether mail2affection mail2afghanistan mail2africa mail2agent mail2aha mail2ahoy mail2aim
com: mail2air mail2airbag mail2airforce mail2airport mail2alabama mail2alan mail2alaska mail2albania
com: mail2alcoholic mail2alec mail2alexa mail2algeria mail2alicia mail2alien mail2allan mail2allen
com: mail2allison mail2alpha mail2alyssa mail2amanda mail2amazing mail2amber mail2america mail2american
com: mail2andorra mail2andrea mail2andy mail2anesthesiologist mail2angela mail2angola mail2ann mail2anna
com: mail2anne mail2anthony mail2anything mail2aphrodite mail2apollo mail2april mail2aquarius mail2arabia
com: mail2arabic mail2architect mail2ares mail2argentina mail2aries mail2arizona mail2arkansas
com: mail2armenia mail2army mail2arnold mail2art mail2artemus mail2arthur mail2artist mail2ashley mail2ask
com: mail2astronomer mail2athena mail2athlete mail2atlas mail2atom mail2attitude mail2auction mail2aunt
com: mail2australia mail2austria mail2azerbaijan mail2baby mail2bahamas mail2bahrain mail2ballerina
com: mail2ballplayer mail2band mail2bangladesh mail2bank mail2banker mail2bankrupt mail2baptist mail2bar
com: mail2barbados mail2barbara mail2barter mail2basketball mail2batter mail2beach mail2beast mail2beatles
com: mail2beauty mail2becky mail2beijing mail2belgium mail2belize mail2ben mail2bernard mail2beth
com: mail2betty mail2beverly mail2beyond mail2biker mail2bill mail2billionaire mail2billy mail2bio
com: mail2biologist mail2black mail2blackbelt mail2blake mail2blind mail2blonde mail2blues mail2bob
com: mail2bobby mail2bolivia mail2bombay mail2bonn mail2bookmark mail2boreas mail2bosnia mail2boston
com: mail2botswana mail2bradley mail2brazil mail2breakfast mail2brian mail2bride mail2brittany mail2broker
com: mail2brook mail2bruce mail2brunei mail2brunette mail2brussels mail2bryan mail2bug mail2bulgaria
com: mail2business mail2buy mail2ca mail2california mail2calvin mail2cambodia mail2cameroon mail2canada
com: mail2cancer mail2capeverde mail2capricorn mail2cardinal mail2cardiologist mail2care mail2caroline
com: mail2carolyn mail2casey mail2cat mail2caterer mail2cathy mail2catlover mail2catwalk mail2cell
com: mail2chad mail2champaign mail2charles mail2chef mail2chemist mail2cherry mail2chicago mail2chile
com: mail2china mail2chinese mail2chocolate mail2christian mail2christie mail2christmas mail2christy
com: mail2chuck mail2cindy mail2clark mail2classifieds mail2claude mail2cliff mail2clinic mail2clint
com: mail2close mail2club mail2coach mail2coastguard mail2colin mail2college mail2colombia mail2color
com: mail2colorado mail2columbia mail2comedian mail2composer mail2computer mail2computers mail2concert
com: mail2congo mail2connect mail2connecticut mail2consultant mail2convict mail2cook mail2cool mail2cory
com: mail2costarica mail2country mail2courtney mail2cowboy mail2cowgirl mail2craig mail2crave mail2crazy
com: mail2create mail2croatia mail2cry mail2crystal mail2cuba mail2culture mail2curt mail2customs
com: mail2cute mail2cutey mail2cynthia mail2cyprus mail2czechrepublic mail2dad mail2dale mail2dallas
com: mail2dan mail2dana mail2dance mail2dancer mail2danielle mail2danny mail2darlene mail2darling
com: mail2darren mail2daughter mail2dave mail2dawn mail2dc mail2dealer mail2deanna mail2dearest
com: mail2debbie mail2debby mail2deer mail2delaware mail2delicious mail2demeter mail2democrat mail2denise
com: mail2denmark mail2dennis mail2dentist mail2derek mail2desert mail2devoted mail2devotion mail2diamond
com: mail2diana mail2diane mail2diehard mail2dilemma mail2dillon mail2dinner mail2dinosaur mail2dionysos
com: mail2diplomat mail2director mail2dirk mail2disco mail2dive mail2diver mail2divorced mail2djibouti
com: mail2doctor mail2doglover mail2dominic mail2dominica mail2dominicanrepublic mail2don mail2donald
com: mail2donna mail2doris mail2dorothy mail2doug mail2dough mail2douglas mail2dow mail2downtown
com: mail2dream mail2dreamer mail2dude mail2dustin mail2dyke mail2dylan mail2earl mail2earth mail2eastend
com: mail2eat mail2economist mail2ecuador mail2eddie mail2edgar mail2edwin mail2egypt mail2electron
com: mail2eli mail2elizabeth mail2ellen mail2elliot mail2elsalvador mail2elvis mail2emergency mail2emily
com: mail2engineer mail2english mail2environmentalist mail2eos mail2eric mail2erica mail2erin mail2erinyes
com: mail2eris mail2eritrea mail2ernie mail2eros mail2estonia mail2ethan mail2ethiopia mail2eu mail2europe
com: mail2eurus mail2eva mail2evan mail2evelyn mail2everything mail2exciting mail2expert mail2fairy
com: mail2faith mail2fanatic mail2fancy mail2fantasy mail2farm mail2farmer mail2fashion mail2fat
com: mail2feeling mail2female mail2fever mail2fighter mail2fiji mail2filmfestival mail2films mail2finance
com: mail2finland mail2fireman mail2firm mail2fisherman mail2flexible mail2florence mail2florida
com: mail2floyd mail2fly mail2fond mail2fondness mail2football mail2footballfan mail2found mail2france
com: mail2frank mail2frankfurt mail2franklin mail2fred mail2freddie mail2free mail2freedom mail2french
com: mail2freudian mail2friendship mail2from mail2fun mail2gabon mail2gabriel mail2gail mail2galaxy
com: mail2gambia mail2games mail2gary mail2gavin mail2gemini mail2gene mail2genes mail2geneva mail2george
com: mail2georgia mail2gerald mail2german mail2germany mail2ghana mail2gilbert mail2gina mail2girl
com: mail2glen mail2gloria mail2goddess mail2gold mail2golfclub mail2golfer mail2gordon mail2government
com: mail2grab mail2grace mail2graham mail2grandma mail2grandpa mail2grant mail2greece mail2green
com: mail2greg mail2grenada mail2gsm mail2guard mail2guatemala mail2guy mail2hades mail2haiti mail2hal
com: mail2handhelds mail2hank mail2hannah mail2harold mail2harry mail2hawaii mail2headhunter mail2heal
com: mail2heather mail2heaven mail2hebe mail2hecate mail2heidi mail2helen mail2hell mail2help
com: mail2helpdesk mail2henry mail2hephaestus mail2hera mail2hercules mail2herman mail2hermes mail2hespera
com: mail2hestia mail2highschool mail2hindu mail2hip mail2hiphop mail2holland mail2holly mail2hollywood
com: mail2homer mail2honduras mail2honey mail2hongkong mail2hope mail2horse mail2hot mail2hotel
com: mail2houston mail2howard mail2hugh mail2human mail2hungary mail2hungry mail2hygeia mail2hyperspace
com: mail2hypnos mail2ian mail2ice-cream mail2iceland mail2idaho mail2idontknow mail2illinois mail2imam
com: mail2in mail2india mail2indian mail2indiana mail2indonesia mail2infinity mail2intense mail2iowa
com: mail2iran mail2iraq mail2ireland mail2irene mail2iris mail2irresistible mail2irving mail2irwin
com: mail2isaac mail2israel mail2italian mail2italy mail2jackie mail2jacob mail2jail mail2jaime mail2jake
com: mail2jamaica mail2james mail2jamie mail2jan mail2jane mail2janet mail2janice mail2japan mail2japanese
com: mail2jasmine mail2jason mail2java mail2jay mail2jazz mail2jed mail2jeffrey mail2jennifer mail2jenny
com: mail2jeremy mail2jerry mail2jessica mail2jessie mail2jesus mail2jew mail2jeweler mail2jim mail2jimmy
com: mail2joan mail2joann mail2joanna mail2jody mail2joe mail2joel mail2joey mail2john mail2join mail2jon
com: mail2jonathan mail2jones mail2jordan mail2joseph mail2josh mail2joy mail2juan mail2judge mail2judy
com: mail2juggler mail2julian mail2julie mail2jumbo mail2junk mail2justin mail2justme mail2kansas
com: mail2karate mail2karen mail2karl mail2karma mail2kathleen mail2kathy mail2katie mail2kay
com: mail2kazakhstan mail2keen mail2keith mail2kelly mail2kelsey mail2ken mail2kendall mail2kennedy
com: mail2kenneth mail2kenny mail2kentucky mail2kenya mail2kerry mail2kevin mail2kim mail2kimberly
com: mail2king mail2kirk mail2kiss mail2kosher mail2kristin mail2kurt mail2kuwait mail2kyle
com: mail2kyrgyzstan mail2la mail2lacrosse mail2lance mail2lao mail2larry mail2latvia mail2laugh
com: mail2laura mail2lauren mail2laurie mail2lawrence mail2lawyer mail2lebanon mail2lee mail2leo mail2leon
com: mail2leonard mail2leone mail2leslie mail2letter mail2liberia mail2libertarian mail2libra mail2libya
com: mail2liechtenstein mail2life mail2linda mail2linux mail2lionel mail2lipstick mail2liquid mail2lisa
com: mail2lithuania mail2litigator mail2liz mail2lloyd mail2lois mail2lola mail2london mail2looking
com: mail2lori mail2lost mail2lou mail2louis mail2louisiana mail2lovable mail2love mail2lucky mail2lucy
com: mail2lunch mail2lust mail2luxembourg mail2luxury mail2lyle mail2lynn mail2madagascar mail2madison
com: mail2madrid mail2maggie mail2mail4 mail2maine mail2malawi mail2malaysia mail2maldives mail2mali
com: mail2malta mail2mambo mail2man mail2mandy mail2manhunter mail2mankind mail2many mail2marc mail2marcia
com: mail2margaret mail2margie mail2marhaba mail2maria mail2marilyn mail2marines mail2mark mail2marriage
com: mail2married mail2marries mail2mars mail2marsha mail2marshallislands mail2martha mail2martin
com: mail2marty mail2marvin mail2mary mail2maryland mail2mason mail2massachusetts mail2matt mail2matthew
com: mail2maurice mail2mauritania mail2mauritius mail2max mail2maxwell mail2maybe mail2mba mail2me4u
com: mail2mechanic mail2medieval mail2megan mail2mel mail2melanie mail2melissa mail2melody mail2member
com: mail2memphis mail2methodist mail2mexican mail2mexico mail2mgz mail2miami mail2michael mail2michelle
com: mail2michigan mail2mike mail2milan mail2milano mail2mildred mail2milkyway mail2millennium
com: mail2millionaire mail2milton mail2mime mail2mindreader mail2mini mail2minister mail2minneapolis
com: mail2minnesota mail2miracle mail2missionary mail2mississippi mail2missouri mail2mitch mail2model
com: mail2moldova.commail2molly mail2mom mail2monaco mail2money mail2mongolia mail2monica mail2montana
com: mail2monty mail2moon mail2morocco mail2morpheus mail2mors mail2moscow mail2moslem mail2mouseketeer
com: mail2movies mail2mozambique mail2mp3 mail2mrright mail2msright mail2museum mail2music mail2musician
com: mail2muslim mail2my mail2myboat mail2mycar mail2mycell mail2mygsm mail2mylaptop mail2mymac
com: mail2mypager mail2mypalm mail2mypc mail2myphone mail2myplane mail2namibia mail2nancy mail2nasdaq
com: mail2nathan mail2nauru mail2navy mail2neal mail2nebraska mail2ned mail2neil mail2nelson mail2nemesis
com: mail2nepal mail2netherlands mail2network mail2nevada mail2newhampshire mail2newjersey mail2newmexico
com: mail2newyork mail2newzealand mail2nicaragua mail2nick mail2nicole mail2niger mail2nigeria mail2nike
com: mail2no mail2noah mail2noel mail2noelle mail2normal mail2norman mail2northamerica mail2northcarolina
com: mail2northdakota mail2northpole mail2norway mail2notus mail2noway mail2nowhere mail2nuclear mail2nun
com: mail2ny mail2oasis mail2oceanographer mail2ohio mail2ok mail2oklahoma mail2oliver mail2oman mail2one
com: mail2onfire mail2online mail2oops mail2open mail2ophthalmologist mail2optometrist mail2oregon
com: mail2oscars mail2oslo mail2painter mail2pakistan mail2palau mail2pan mail2panama mail2paraguay
com: mail2paralegal mail2paris mail2park mail2parker mail2party mail2passion mail2pat mail2patricia
com: mail2patrick mail2patty mail2paul mail2paula mail2pay mail2peace mail2pediatrician mail2peggy
com: mail2pennsylvania mail2perry mail2persephone mail2persian mail2peru mail2pete mail2peter
com: mail2pharmacist mail2phil mail2philippines mail2phoenix mail2phonecall mail2phyllis mail2pickup
com: mail2pilot mail2pisces mail2planet mail2platinum mail2plato mail2pluto mail2pm mail2podiatrist
com: mail2poet mail2poland mail2policeman mail2policewoman mail2politician mail2pop mail2pope mail2popular
com: mail2portugal mail2poseidon mail2potatohead mail2power mail2presbyterian mail2president mail2priest
com: mail2prince mail2princess mail2producer mail2professor mail2protect mail2psychiatrist mail2psycho
com: mail2psychologist mail2qatar mail2queen mail2rabbi mail2race mail2racer mail2rachel mail2rage
com: mail2rainmaker mail2ralph mail2randy mail2rap mail2rare mail2rave mail2ray mail2raymond mail2realtor
com: mail2rebecca mail2recruiter mail2recycle mail2redhead mail2reed mail2reggie mail2register mail2rent
com: mail2republican mail2resort mail2rex mail2rhodeisland mail2rich mail2richard mail2ricky mail2ride
com: mail2riley mail2rita mail2rob mail2robert mail2roberta mail2robin mail2rock mail2rocker mail2rod
com: mail2rodney mail2romania mail2rome mail2ron mail2ronald mail2ronnie mail2rose mail2rosie mail2roy
com: mail2rudy mail2rugby mail2runner mail2russell mail2russia mail2russian mail2rusty mail2ruth
com: mail2rwanda mail2ryan mail2sa mail2sabrina mail2safe mail2sagittarius mail2sail mail2sailor mail2sal
com: mail2salaam mail2sam mail2samantha mail2samoa mail2samurai mail2sandra mail2sandy mail2sanfrancisco
com: mail2sanmarino mail2santa mail2sara mail2sarah mail2sat mail2saturn mail2saudi mail2saudiarabia
com: mail2save mail2savings mail2school mail2scientist mail2scorpio mail2scott mail2sean mail2search
com: mail2seattle mail2secretagent mail2senate mail2senegal mail2sensual mail2seth mail2sevenseas
com: mail2sexy mail2seychelles mail2shane mail2sharon mail2shawn mail2ship mail2shirley mail2shoot
com: mail2shuttle mail2sierraleone mail2simon mail2singapore mail2single mail2site mail2skater mail2skier
com: mail2sky mail2sleek mail2slim mail2slovakia mail2slovenia mail2smile mail2smith mail2smooth
com: mail2soccer mail2soccerfan mail2socialist mail2soldier mail2somalia mail2son mail2song mail2sos
com: mail2sound mail2southafrica mail2southamerica mail2southcarolina mail2southdakota mail2southkorea
com: mail2southpole mail2spain mail2spanish mail2spare mail2spectrum mail2splash mail2sponsor mail2sports
com: mail2srilanka mail2stacy mail2stan mail2stanley mail2star mail2state mail2stephanie mail2steve
com: mail2steven mail2stewart mail2stlouis mail2stock mail2stockholm mail2stockmarket mail2storage
com: mail2store mail2strong mail2student mail2studio mail2studio54 mail2stuntman mail2subscribe mail2sudan
com: mail2superstar mail2surfer mail2suriname mail2susan mail2suzie mail2swaziland mail2sweden
com: mail2sweetheart mail2swim mail2swimmer mail2swiss mail2switzerland mail2sydney mail2sylvia mail2syria
com: mail2taboo mail2taiwan mail2tajikistan mail2tammy mail2tango mail2tanya mail2tanzania mail2tara
com: mail2taurus mail2taxi mail2taxidermist mail2taylor mail2taz mail2teacher mail2technician mail2ted
com: mail2telephone mail2teletubbie mail2tenderness mail2tennessee mail2tennis mail2tennisfan mail2terri
com: mail2terry mail2test mail2texas mail2thailand mail2therapy mail2think mail2tickets mail2tiffany
com: mail2tim mail2time mail2timothy mail2tina mail2titanic mail2toby mail2todd mail2togo mail2tom
com: mail2tommy mail2tonga mail2tony mail2touch mail2tourist mail2tracey mail2tracy mail2tramp mail2travel
com: mail2traveler mail2travis mail2trekkie mail2trex mail2triallawyer mail2trick mail2trillionaire
com: mail2troy mail2truck mail2trump mail2try mail2tunisia mail2turbo mail2turkey mail2turkmenistan
com: mail2tv mail2tycoon mail2tyler mail2u4me mail2uae mail2uganda mail2uk mail2ukraine mail2uncle
com: mail2unsubscribe mail2uptown mail2uruguay mail2usa mail2utah mail2uzbekistan mail2v mail2vacation
com: mail2valentines mail2valerie mail2valley mail2vamoose mail2vanessa mail2vanuatu mail2venezuela
com: mail2venous mail2venus mail2vermont mail2vickie mail2victor mail2victoria mail2vienna mail2vietnam
com: mail2vince mail2virginia mail2virgo mail2visionary mail2vodka mail2volleyball mail2waiter
com: mail2wallstreet mail2wally mail2walter mail2warren mail2washington mail2wave mail2way mail2waycool
com: mail2wayne mail2web mail2webmaster mail2webtop mail2webtv mail2weird mail2wendell mail2wendy
com: mail2westend mail2westvirginia mail2whether mail2whip mail2white mail2whitehouse mail2whitney
com: mail2why mail2wilbur mail2wild mail2willard mail2willie mail2wine mail2winner mail2wired
com: mail2wisconsin mail2woman mail2wonder mail2world mail2worship mail2wow mail2www mail2wyoming
com: mail2xfiles mail2xox mail2yachtclub mail2yahalla mail2yemen mail2yes mail2yugoslavia mail2zack
com: mail2zambia mail2zenith mail2zephir mail2zeus mail2zipper mail2zoo mail2zoologist mail2zurich
com: mail3000 mail72 mailandftp mailandnews mailas mailasia mailbolt mailboom mailcan mailcc mailchop
com: mailcity mailcker mailexcite mailftp mailhaven mailhood mailinator mailinblack mailingweb mailisent
com: mailite mailmight mailms mailnew mailonaut mailops mailoye mailpanda mailpokemon mailpost.zzn
com: mailpride mailpuppy mailroom mailru mailshiv mailshuttle mailstart mailstartplus mailsurf mailtag
com: mailwire maktoob maltesemail mantrafreenet mantramail mantraonline marchmail mariahc marijuana
com: markmurfin married-not marsattack martindalemail mash4077 masrawy matmail mauimail mauritius maxleft
com: mchsi me medmail medscape meetingmall megago megapoint mehrani mehtaweb mekhong melodymail meloo
com: members.student metacrawler metalfan metaping mexicomail miaferrari miatadriver miho-nakayama
com: mikrotamanet millionaireintraining millionairemail milmail mindless mindspring mini-mail minister
com: minsmail mittalweb mixmail mjfrogmail mkpfilm mobilbatam mochamail mohammed moldova moldovacc
com: momslife monemail moonman moonwake moose-mail moreawesomethanyou mortaza mosaicfx moscowmail
com: most-wanted mostlysunny motormania movemail movieluver mr-potatohead mrpost mscold msgbox msgos msn
com: mttestdriver muathegame muchomail mucincanon munich music muslim muslimsonline mutantweb mxfuel
com: mxp.dnsabr my mycabin mycampus mycity mycool mydomain mydotcomaddress myfamily myfastmail mygo myiris
com: mykickassideas mymacmail mynamedot mynet mynetaddress myopang myownemail myownfriends mypad
com: mypersonalemail myplace myrealbox myremarq myself mystupidjob mytempmail mythirdage myway myworldmail
com: n2 n2baseball n2business n2mail n2soccer n2software nafe nakedgreens name nameplanet nandomail naseej
com: nate nationalgardeningclub naver naz nc.rr nchoicemail nemra1 nenter neo.rr net-c net-shopping
com: netbounce netbroadcaster netcmail netcom netcourrier netexecutive netexpressway netgenie netian
com: netlane netlimit netmanor netmongol netpiper netradiomail netralink netscape netsgo netspeedway
com: netsquare netster nettaxi nettemail netviewer-france netzero newmail newsboysmail newyork nexxmail
com: nfmail nhmail nicebush nicegal nicknassar nicolastse nifty nightmail nikopage nimail ninfan
com: nirvanafan nnh no-ux noavar noblepioneer nobugmail nobuma nodezine noicd nokiamail nonpartisan
com: norika-fujiwara norikomail notrnailinator ntlworld ntscan nuts2trade ny nybella nyc nycmail nzoomail
com: o-tay oaklandas-fan oath obfusko oddpost odmail office-email officedomain offroadwarrior oicexchange
com: oikrach okbank okclprojects okhuman okmad okmagic okuk okzk oldies1041 oldies104mail ole olemail
com: omaninfo onebox onlinewiz onmilwaukee onobox onqin onvillage operafan operamail opp24 optician oso
com: otakumail our-computer our-office ourbrisbane outel outgun outlook over-the-rainbow oxopoha pa9e
com: pacific-ocean pacific-re pacificwest packersfan pakistanmail pakistanoye palestinemail paran
com: parkjiyoon parrot parsmail partlycloudy parvazi passwordmail pathfindermail pcpostal pcsrock
com: pcusers.otherinbox peachworld pediatrician penpen peoplepc peopleweb perfectmail personales
com: peterdethier petlover petml pettypool pezeshkpour phayze pianomail pickupman picusnet pinoymail
com: pipeline pisls planet-mail planetaccess planetall planetdirect planetmail planetout plasa playersodds
com: playful plus plusnet pobox poetic pokemonpost pokepost pokiemobile polandmail polbox policeoffice
com: politician pooae pool-sharks poond popaccount popgx popmail popsmail popstar portableoffice
com: portugalmail portugalnet positive-thinking post postaccesslite postafree postaweb postinbox pousa
com: poutineyourface powerfan powlearn praize premiumservice presidency priest primposta probemail
com: proinbox project2k prolaunch promessage prontomail protestant protonmail proxyparking psv-supporter
com: public.usa publicist pulp-fiction purpleturtle q qatarmail qmail qoika qprfans qq qrio quackquack
com: quadrafit quakemail qualityservice qudsmail quepasa quickhosts quickwebmail quiklinks quikmail
com: qwickmail r-o-o-t r7 raakim racedriver racefanz racingmail radicalz ragingbull ralib ranmamail raqid
com: ratt-n-roll rattle-snake ravearena ravemail raxtest razormail rcn realradiomail realtyagent reborn
com: recipeforfailure recycler recyclermail rediff rediffmail rediffmailpro rednecks redsfans reggaefan
com: reggafan registerednurses reincarnate reliable-mail religious renren repairman representative
com: rescueteam resumemail rezai richmondhill rickymail rn rnailinator roadrunner roanokemail
com: robertspcrepair rock rocketmail rocketship rockfan rodrun rogers rome roosh rotfl roughnet rr rrohio
com: rsub rubyridge rumgel runbox rushpost ruttolibero rvshop s-mail s33db0x sabreshockey sabrestlouis
com: sacbeemail sackboii safarimail safrica saharanightstempe sailormoon saintly sale-sale-sale samerica
com: sammimail sandwhichvideo sanfranmail sanook satukosong saudia scandalmail schizo schoolemail
com: schoolmail schoolsucks scientist scifianime scotland scotlandmail scubadiving seanet searchwales
com: sebil seckinmail secret-police seductive seekstoyboy sendingspecialflyers sensewave sent sentrismail
com: servemymail services391 sesmail sexforswingers sexical sexmagnet shaniastuff sharewaredevelopers
com: sharmaweb she shhmail shieldemail shinedyoureyes shipfromto shipping-regulations shmeriously
com: shootmail shortmail shrib shuf sialkotcity sialkotian sialkotoye sify sina sinamail singapore
com: singles4jesus singlespride singmail singpost sizzlemctwizzle skafan skim sky sky-inbox slamdunkfan
com: slapsfromlastnight slingshot slotter smapfree24 smoothmail smtp99 snakebite snoopymail snowboarding
com: socamail soccermail soccermomz sociologist sogou sohu solution4u soodmail soon soulfoodcookbook space
com: space-bank space-man space-ship space-travel spaceart spacebank spacemart spacetowns spacewar
com: spainmail spamarrest spameater spartapiet spazmail speedrules speedrulz spils spinfinder sportemail
com: sportsmail sporttruckdriver sprynet spymac ssl-mail stalag13 stanfordujjain stargateradio starmail
com: starmedia starplace starspath startfu starting-point startrekmail statiix stealthmail stockracer
com: stoned stones stopdropandroll storksite stribmail strompost strongguy stuckmail stumpfwerk subnetwork
com: subram suhabi suioe sunrise-sunset sunsgame superdada superplatyna surat surfree surimail
com: survivormail swedenmail swift-mail swiftdesk swingeasyhithard swingfan swipermail.zzn swirve
com: swissmail switchboardmail sx172 sylvannet syom syriamail t2mail takuyakimura talk21 talkcity tamil
com: tampabay.rr tankpolice tatanova tbwt teamdiscovery tech-center techemail techie technologist
com: techpointer techscout techseek techspot teenagedirtbag telebot telerymd teleserve.dynip telia telstra
com: tenchiclub tenderkiss tennismail terra test testudine thai thaimail the-african the-airforce
com: the-aliens the-american the-animal the-army the-astronaut the-beauty the-big-apple the-biker the-boss
com: the-brazilian the-canadian the-canuck the-captain the-chinese the-country the-cowboy the-davis-home
com: the-dutchman the-eagles the-englishman the-fool the-frenchman the-genius the-gentleman the-german
com: the-gremlin the-hooligan the-italian the-japanese the-lair the-madman the-mailinglist the-marine
com: the-master the-mexican the-ministry the-monkey the-pentagon the-police the-prayer the-professional
com: the-quickest the-russian the-snake the-spaceman the-stock-market the-wild-west the18th thecoolguy
com: thecriminals thedoghousemail thedorm theglobe thegolfcourse thegooner theheadoffice theinternetemail
com: thelanddownunder thelimestones themail themostemail theplate thepokerface theraces theracetrack
com: thescrappermovie thestreetfighter theteebox thewatercooler thewizzard thewizzkid thirdage thisgirl
com: thnikka thoic thrunet thundermail tidni timkassouf tinyurl24 tistory tizi tkcity tmail toast toke tom
com: toolsource toothfairy topchat topletter topofertasdehoy topsurf torchmail torontomail tosunkaya
com: trashinbox trasz trialbytrivia trmailbox trollproject tropicalstorm truckers truckerz truckracer
com: truckracers trust-me truthmail tualias tunisiamail turkey tutanota tvstar twc twinstarsmail tx.rr
com: tycoonmail typemail u2club uaemail ubbi uboot uguuchantele uk2k uk2net ukbuilder ukcool ukdreamcast
com: ukmax ultapulta ultrapostman umpire unbounded unforgettable unids unihome unit7lahaina unomail uole
com: uolmail uomail uploadnolimit ureach usa usanetmail usermail username.e4ward uyhip uymail uyuyuy
com: v-sexi vahoo vampirehunter varbizmail vcmail vctel vdig velocall verdejo verizonmail victoriantwins
com: vinbazar vip.126 vip.21cn vip.qq vip.sina viralplays virginmedia virtualactive virtualmail visitmail
com: visitweb visto visualcities vivavelocity vjmail vjtimail vlmail voidbay volcanomail vote-democrats
com: vote-hillary vote-republicans votenet voxelcore vr9 vrmtr vztc wahoye walla wallm warmmail
com: watch-harry-potter watchironman3onlinefreefullmovie waumail wbdet web-police webave webcammail
com: webdream webinbox webindia123 webjump webmails webname webprogramming webstation webtopmail weedmail
com: weekmail weekonline wegwerfemailadresse wehshee welikecookies welsh-lady whale-mail whartontx
com: wheelweb whipmail whoever whoopymail whtjddn.33mail wi.rr wickedmail wideopenwest wildmail willcom
com: windowslive wingnutz winning witty wkbwmail woh.rr wolf-web wombles wonder-net wongfaye worker
com: workmail worldemail worldmailer wosaddict wouldilie wow wowgirl wowmail wowway wptamail wralawfirm
com: wrestlingpages writeme writemeback wrongmail wtvhmail wupics wwdg www www.e4ward wyrm.supernews x5g
com: xcompress xcpy xmail xmastime xmsg xoom xoommail xpressmail.zzn xsmail xuno xzapmail y7mail yada-yada
com: yaho yahoo yahoofs yalla yalook yam yandex yapost yaqp yawmail yclub yebox yehaa yehey yemenmail
com: ymail ynmrealty ynnmail yogotemail yopmail yopolis yopweb youareadork yougotgoated youmailr youpy
com: your-house your-mail yourdomain yourinbox yourname.freeservers yournightmare yours yourssincerely
com: yoursubdomain.findhere yoursubdomain.zzn yourwap yspend yugasandrika yyhmail za zahadum zcities
com: zdnetmail zeeks zfymail zipido ziplip zipmail zipmax zipsendtest zoho zombie-hive zubee zumpul
com: zuzzurello zwallet zybermail zydecofan zzn
cr: acceso.or posteo
cx: ht i6.cloudns xl
cz: alive atlas centrum email hotmail ladymail love mail-box outlook post posteo sendme seznam sweb yahoo
de: abwesend addcom alpenjodel alphafrau ama-trade ama-trans anon-mail antispammail aol apfelkorps arcor
de: awatum b2cmail baldmama baldpapa berlin berlinexpo betriebsdirektor bigfoot bin-wieder-da
de: bleib-bei-mir buerotiger center-mail centermail cghost.s-a-d cnsds comwest coole-files cww delikkt
de: der-kombi derkombi derluxuswagen die-besten-bilder die-genossen die-optimisten diemailbox
de: digital-filestore dodgemail dotman download-privat droolingfanboy dropcake e-mail e-postkasten e3z
de: einmalmail eintagsmail epost feinripptraeger fettabernett fivemail fly-ts freemail freenet
de: freudenkinder gehensiemirnichtaufdensack gentlemansclub giantmail giga4u gmx gmx-ist-cool gmx-topmail
de: grish guerillamail hab-verschlafen habmalnefrage hat-geld headstrong herr-der-mails home hotmail
de: ich-bin-verrueckt-nach-dir ich-will-net info-media inoutmail ist-einmalig ist-ganz-allein ist-willig
de: jetable kaffeeschluerfer keinhirn keipino kommespaeter kostenlosemailadresse lass-es-geschehen live
de: loveyouforever lycos maennerversteherin mail-awu mail.misterpinball mailde maileimer mailto
de: mailueberfall malahov manager meine-diashow meine-urlaubsfotos ministry-of-silly-walks misterpinball
de: motique muskelshirt mybitti mysamp netterchef neue-dateien nevermail nur-fuer-spam office-dateien
de: ohaaa online online-home onlinehome oroki outlook ownsyou ozyl pagina partybombe partyheld
de: polizisten-duzer posteo privy-mail public-files quantentunnel r4nd0m raubtierbaendiger redseven
de: saeuferleber sags-per-mail schmusemail schreib-doch-mal-wieder schrott-email secretemail shared-files
de: sky-ts smapfree24 sneakmail sofortmail spamail spritzzone streber24 t-online terminverpennt test tkitc
de: tokenmail top101 topmail-files topranklist tortenboxer totalmail trashemails trialmail turboprinz
de: turboprinzessin tutanota uni unterderbruecke vankin verlass-mich-nicht vollbio volloeko
de: vorsicht-bissig vorsicht-scharf war-im-urlaub web wegwerf-email wegwerf-email-adressen wegwrfmail
de: weibsvolk weinenvorglueck will-hier-weg wir-haben-nachwuchs wirsindcool yahoo ycare zehnminuten
dj: apps zik
dk: ahaa alskens bluemail e-mail forum hotmail jubii jubiichat jubiiconnect jubiigames jubiimail jubiipost
dk: jubiipostadresse live mail mailme netby outlook sol yahoo
ec: rma tic
edu: australia england
ee: email hot mail posteo uno
email: abcmail btc purcell
er: tfanus.com
es: aelo cgac fastmail fut ginzi gmx hecat hotmail iespana ige infomail inicia lycos moot myecho net-c
es: outlook spam.org teleline terra unican wanadoo yahoo
et: freemail
eu: abuser adiq badgerland clipmail inoutmail interia mail.svenz meepsheep netc onet poczta.onet posteo
eu: smapfree24 tempmail z0d
fi: iobox jippii posteo sci yahoo
fm: f-m fastmail poczta ua
fr: 1s ados aol club-internet dotcom francemel free freesurf gmx hotmail indexa live mail mailclub net-c
fr: netc neuf noos orange outlook sfr stade thexyz voila wanadoo yahoo
gl: mor19.uu phpbb.uu xing886.uu
gq: lellno
gr: forthnet freemail hotmail mail mailbox mailgate outlook.com posteo tafoi vip wef yahoo
gt: correo.terra.com
gy: ws
hk: arduino fir gmx live yahoo.com
hm: america at
hn: posteo
hr: posteo
hu: ak47 alvilag avh c2 c3 cia citromail coder cracker csinibaba drotposta eposta euromail fbi freemail
hu: freemail.c3 freestart geek gportal gyorsposta hello hotmail indamail irj jakuza kgb lajt lamer levele
hu: maffia mail.vasarhely mailbox me-mail message nincsmail outlook pe pobox posteo primposta pro
hu: programozo reply send shotgun skizo sniper soldier t-online theend vipmail warrior webmail yahoo
id: mobi.web outlook.co web yahoo.co
ie: dublin gmx live online outlook posteo yahoo
il: hotmail.co intermail.co nana10.co outlook.co walla.co yahoo.co zahav.net
im: fastmail inboxed now wpg
in: dispo fastmail gomail hotmail.co icx live loin mailed outlook penisgoes posteo thexyz ttml.co yahoo
in: yahoo.co zweb
info: 0x207 astroempires bio-muesli buyordie centermail email4u evanfox golfilla guerillamail inbox2
info: inoutmail ist-allein liebt-dich lukemail maidlow mail4u mailde mailinator meine-dateien meine-fotos
info: nullbox onlatedotcom onlineidea prydirect qv7 reallyfast simpleitsecurity smapfree24 theteastory
info: tmpeml tropicalbass vmailing youneedmore
io: ixx sly spr tuta
ir: cnew
is: posteo yahoo.com
it: 20email 3000 alice caere caltanet centoper ciaoweb cybernet dott email estranet excite freemail
it: globalfree hotmail ignazio interfree inwind iol jumpy libero live lycos mail.byte mp4 mybox net-c netc
it: outlook poste progetplus soon supereva tin tiscali undo uno unofree virgilio wooow yahoo yui
jp: asahi-net.or auone-net bbiq biglobe.ne biz.ezweb.ne commufa dion.ne disney.ne dob docomo.ne dti.ne
jp: emnet.ne emobile.ne eonet.ne excite.co ezweb.ne fastmail freemail.ne gally hi-ho.ne hotmail hotmail.co
jp: i.softbank iij4u.or infomart.or infoseek infoseek.co infoweb.ne jcom.home.ne jcom.zaq.ne kcn.ne live
jp: lycos.ne mail.bbexcite mail.goo.ne mail.sony megaegg.ne mesh.ad mineo nifty.ne ocn.ne odn.ad odn.ne
jp: outlook panda.tnc.ne pdx.ne pikara.ne plala.or posteo press.co rakumail rakuten sakura.ne sky.tkc.ne
jp: sky.tkk.ne sky.tu-ka.ne so-net.ne softbank.ne spaaqs.ne t-com.ne tiki.ne tokai.or ucom.ne uqmobile
jp: vodafone.ne wcm.ne yahoo yahoo.co ybb.ne ymail.ne ymobile.ne ymobile1.ne zaq.ne
kg: aknet freenet hotmail
kh: everyday.com
kr: hotmail.co live.co outlook ruu unitel.co yahoo.co
kz: hotmail yandex
la: posteo rax
lb: yalla.com
li: cock gmx posteo sry travel
life: royalmarket
lk: metta
lt: freemail inbox posteo ro
lu: marketing net-c netc posteo sagra tiscali
lv: apollo atl e-apollo eriga ez inbox mail navigator outlook sejaa
md: mail neuro ournet ubm
me: freeletter inboxdesign inboxstore lilo lru notif plw pm posteo postonline proton psh techgroup yanet
mk: freemail.org
ml: ericjohnson myde pojok
mn: electro
mobi: thexyz
ms: mailservice server
mx: asu cavi fastmail lee live.com posteo uol.com yahoo.com
my: hotmail mm outlook posteo qq yahoo.com
name: powered shut vipmail
net: 123box 12minutemail 1mail 1me 24hourmail 2911 2iij 3xl 444 4email 8848 aamail aaronkwok abcflash
net: access4less acmemail acninc adelphia adios aegiscorp africamel agtx airforce airmail airpost alhilal
net: allmail alltel altavista ameritech amrer amuro andylau animail animal animalwoman appraiser approvers
net: arabtop army aschenbrandt asiansonly asianwired asiapoint astrosfan athenachu att attglobal
net: auctioneer austrosearch awsom bannertown bartender batuta bbtec bell bellair bellatlantic bellsouth
net: bettergolf bigmir bikeracers billsfan bimla birdowner bitpage blogos bmlsports bonbon borged bounce
net: brandallday brasilia bresnan bright broadcast businessman c2i cableone callsign carioca cbes
net: centurytel chacuo chandrasekar charm charter chef chollian christianmail cincinow citeweb citiz
net: citlink city-of-westminster city-of-york cityofcardiff cl0ne close2you club4x4 clubbers clubhonda
net: clubvdo cnmsg comcast computermail concentric connect4free contractor coolmail coolsite cooperation
net: cooperationtogo cotas cox coxinet cpaonline crosswinds cyber-africa cyberforeplay cybermail dabsol
net: daryxfox daum davidkoh delayload deneg die-optimisten disinfo dogsnob dragoncon dwp dynu dz17
net: earthcam earthling earthlink earthonline ecbsolutions eircom email email2me emailasso emailcorner
net: emailengine emailforyou emailgroups emailuser emailx enel enter epix europamel every1 everymail
net: everyone examnotes exitstageleft extenda f1fans farang fastmail fastmailbox fatcock financemail
net: fireman flashmail foobarbot free-online freeola freeuk from-china from-france from-germany from-italy
net: from-japan from-spain fromflorida fromhawaii frommaine fromnewyork fromoregon frontiernet
net: frostbyte.uk fsmail ftml fuse galamb gamebox gaza gci geography glendale gmx gonavy gorontalo
net: graffiti gramszu greenmail gtemail gtmc gua guju hackermail hailmail hairdresser hananet hanmail
net: hanmail2 hawaiiantel heesun hitel hitthe hkg home.no hookup hotfire hsuchi hughes humanoid huskion
net: hwsye ilovetocollect in-box inbox ineec inoutmail insidebaltimore instructor internetemails
net: internetmailing internode.on irangate islamonline ismart isp9 jetemail justemail kakadua kinglibrary
net: kopaka kornet kwilco laposte leehom leonlai letsgomets locomodev lovelygirl lyse mail.salu mailbomb
net: mailbox.r2.dns-cloud mailc mailclub mailforce mailgenie mailsent mailtv mailup malayalamtelevision
net: mancity mcache misery ml1 money moneypipe mopera mountainregionallibrary mundomail mxp.dns-cloud
net: mywarnernet nagpal naplesnews nativestar nativeweb naui neeva net-pager netcenter-vn netins netnoir
net: netposta netscape netzero newmail nfast nicholastse nnot northgates nownuri null oceanfree okname
net: olympist optimum optonline orgmail orthodontist ownmail pacbell pconnections pemail phone
net: photographer phreaker physicist pigpig piracha pisem planetarymotion planetearthinter planetmail plus
net: pmail populus posta postmark postpro primabananen privacy privatdemail prodigy programmer ptd
net: pw.r4.dns-cloud qipmail qt1.ddns qwest qwestoffice r4.dns-cloud radiologist rancidhome randomail
net: rastogi realemail saintmail salehi salesperson samilan sanim sayhi sbcglobal scay secretary
net: secretservices sex.dns-cloud shahweb silkroad slo smapxsmap smileyface.comsmithemail snail-mail sndt
net: snet snowdonia socceramerica socialworker softhome songwriter spamlot speedemail speedgaus speedpost
net: sperke srilankan st-davids steambot sudanmail sukhumvit sunpoint surf3 surfy surgical swbell
net: sweetville swissmail talktalk tb-on-line tds teachermail teamtulsa telebot telinco telkom telpage
net: telus tempmail temtulsa tfz thaimail the-fastest the-galaxy the-newsletter the-student the-whitehouse
net: themillionare theoffice thepostmaster therapist thexyz thezhangs thismail timein totalmusic toughguy
net: tritium uk2 uk7 uk8 ukr ukrpost usa usaaccess usma usmc uswestmail verizon veryspeedy vip.citiz vipxm
net: virgin vivianhsu vnet.citiz wales2000 warpmail watchfull wbml wearab webmail.bellsouth wegwerf-email
net: wegwerfemail wegwrfmail windrivers windstream wolke7 worldnet.att wrexham www2000 wx88 wxnw wxs
net: x-mail x-networks yeah yepmail yesbox yesey yifan yourlover yourteacher youvegotmail yuuhuu yxzx
net: yyolf zensearch zhaowei zip zoominternet
ney: snail-mail
nf: fr
ninja: victime
nl: casema chello fastmail freeaccess freeler freemail freesurf hetnet home hotmail ilse kpnmail live
nl: lycos mailmij marijuana mijnhva msn net-c online outlook planet posteo quicknet scarlet solcon sp
nl: stipte tele2 telfort telfortglasvezel upc upcmail versatel vodafone vodafonethuis xms xs4all yahoo
nl: zeepost ziggo zonnet
no: adsl bbnett bluezone broadpark chello ebnett epost frisurf getmail haugnett hotmail live losmail mimer
no: netcom ntebb online spray start tele2 tiscali yahoo
nu: 888 bot email mail
nz: hotmail.co outlook.co posteo xtra.co yahoo.co
org: 123mail 1to1mail 42o 5july adpugh adsd allowed allthegoodnamesaretaken aristotle at0mik awiki axiz
org: benipaula borged brasx catholic childsavetrust city-of-bath city-of-brighton cityoflondon civx cl-cl
org: clubmember collector compareshippingrates cybertrains cylab de-a deadlymob dyndns elearningjournal
org: elitemail email emailengine emailplus ero-tube fahr-zur-hoelle fast-mail fathersrightsne fer-gabon
org: fishburne freeweb garbagecollector gigileung glay graduate gs-arc gsredcross hazmatshipping
org: helpinghandtaxcenter hidebox highbros imail imapmail imel inggo internet-mail interstats ipsur jpco
org: kalapi letterboxes linuxmail luckymail m4 mailbox mailingaddress mailorg mailworks mariah-carey.ml
org: moeri musician musicscene navy nervhq o2stk openmailbox pagons pinehill-seattle pleasenoham posteo
org: pro-tag rbb rccgmail rfc822 rootprompt royaldoodles sativa.ro schweiz sdf shhuut shiphazmat
org: shippingterms smapfree24 socialfurry sonnenkinder spambox speedymail starmail studentcenter suisse
org: svxr swissinfo switzerland teachers tech4peace temp-mail thediamants thexyz thunkinator tormail
org: ukmail ummah unimark upf vaati vote4gop wegwerfemail wegwrfmail weibsvolk whiffles wir-sind-cool
org: women-at-work xsecurity yedi yourname.ddns zionweb zoetropes
ovh: it7
pe: free.com outlook.com posteo
pf: mail
ph: hotmail outlook yahoo.com
pk: freemail.com
pl: amorki autograf bij btizet ee1 findu gazeta interia kyal moza net-c netc o2 onet onet.com op opoczta
pl: poczta.onet posteo scbox.one spoko telecomix tlen vip.onet vp wp yahoo yandex
pm: cek posteo
pro: omail
pt: aeiou avls educacao.te gmx jovem.te live.com luso mail megamail net4b oninet outlook portugalmail
pt: posteo sapo universal yahoo
pw: cane inboxed nomail secmail vesa vipmail
py: go2.com
ro: 0v 0w 9q agger anit bcb bgx bumerang cartestraina cfo2go codec coza csh dab dhm email epb go gzb hmh
ro: home icx istii jdz jmail magicbox mji nh3 nonze o.spamtrap personal posta posteo qsl rvb sast tefl
ro: thex tyhe vda wlist xcode yahoo ycn yodx yoo
ru: 0845 2012-2016 4nmv 5oz 74 antireg aport aport2000 asdasd atrus au autorambler beep bk chat dezigner
ru: dozvon-spb dred e-mail e-mails edgex email emails epage ezmail fax front geew gmail go goldenmail
ru: goldmail hotmail hu2 imail inbox jwork km land lenta list live llogin mail mail2k mail666 mns
ru: momentics msk mswork myrambler newmail nextmail nxt odnorazovoe omen plhk pochta posteo programist qip
ru: rambler rin ro spb supermail temp-mail top1mail top1post vipmail wegas xaker ya yahoo yahoo.com yandex
ru: z86 zmail
sa: outlook
se: altavista appc ceed fastmail home lez live mm5 posteo spray tiscali yahoo
sg: gmx host-it.com hotmail live.com lvie.com netnet.com nus.edu outlook posteo singnet.com yahoo.com
sh: ftp
si: drevo email f5 hi5 piki posteo
sk: azet centrum inmail lmxmail miesto outlook pobox post
sn: sunumail
so: irc linuxmail
st: auti ethos fea ind mm our thc vpn
su: asu email student
sx: glitch
tc: ze
tech: wbdev
th: hotmail.co outlook.co yahoo.co
tk: 1fsdfdsfsdf 2fdgdfgdfgdf 3trtretgfrfe 4gfdsgfdgfd 5ghgfhfghfgh 6hjgjhgkilkj domforfb18 domforfb19
tk: domforfb23 domforfb27 domforfb29 mailita schmeissweg wolfsmail
tn: posteo
to: ag.us anonymous blackmarket easy edv fastmail hello hey junk messages qc uk w3
tr: e-mail.com mail.com outlook.com yahoo.com
tv: galaxy mailtv
tw: fastmail gmx hpc ohi sino yahoo.com
ua: 3g box e-mail email express.net i index infocom.zp meta net pp search stop-my-spam.pp yandex zp
uk: 123qwe.co 14n.co 2bmail.co abbeyroadlondon.co aol.co blueyonder.co btopenworld.co dogmail.co
uk: email-london.co farrse.co fastmail.co fetchmail.co fmail.co force9.co freeserve.co freeukisp.co
uk: freezone.co gaybrighton.co ginzi.co gmx.co gofree.co gynzi.co hotmail.co imposter.co live.co
uk: looksmart.co lycos.co mail.org mailinator.co maxmail.co msn.co netscapeonline.co o2.co posteo
uk: posteo.co postmaster.co scottishmail.co talktalk.co thewebpros.co tiscali.co topgamers.co uku.co
uk: velnet.co violinmakers.co w3internet.co yahoo.co zzom.co
us: 4-n bestmail fastemail fastmail freedompop g4hdrop gmx h-mail ra3 ucche utiket writeme xvx
uy: montevideo.com
vc: hs radiku.ye yert.ye
ve: uol.com uole.com
vg: china.net
vn: outlook.com vnn yahoo.com
vu: mail
website: thisurl
wf: fag
wiki: solventtrap
work: conf
ws: indirect krim shut
wtf: alph
xyz: spambox ttszuo
yu: webmail.co
za: ananzi.co bigwhoop.co classicmail.co eastcoast.co eramail.co fnbmail.co highveldmail.co jmail.co
za: kayafmmail.co live.co magicmail.co mail.co mailbox.co mighty.co technisamail.co tsamail.co wam.co
za: webmail.co websurfer.co yahoo.co
zone: gregorsky
"""
